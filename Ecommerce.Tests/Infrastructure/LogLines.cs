using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Keeps what is logged, with exceptions and scopes.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<LogLine> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(new(
            logLevel,
            $"{formatter(state, exception)} {exception}",
            eventId,
            state is IEnumerable<KeyValuePair<string, object?>> fields
                ? fields.DistinctBy(field => field.Key).ToDictionary()
                : new Dictionary<string, object?>()));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue(new(LogLevel.None, state.ToString() ?? "", default, new Dictionary<string, object?>()));
        return null;
    }

    public void Dispose()
    {
    }
}
