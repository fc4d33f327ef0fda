using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Hangfire.Logging.LogLevel;

namespace Ecommerce.Core.Jobs.Hangfire;

/// <summary>
/// Hangfire's lines in the shop's log. Hangfire has one log for a whole process, which outlives a host: lines go to the host that started
/// last, and nowhere once it has stopped.
/// </summary>
internal sealed class HangfireLog : ILogProvider
{
    private static readonly HangfireLog Instance = new();
    private static volatile ILoggerFactory? current;

    public static void Attach(ILoggerFactory loggers)
    {
        current = loggers;
        LogProvider.SetCurrentLogProvider(Instance);
    }

    public static void Detach(ILoggerFactory loggers)
    {
        if (current == loggers) current = null;
    }

    public ILog GetLogger(string name) => new Lines(name);

    private sealed class Lines(string name) : ILog
    {
        private ILoggerFactory? factory;
        private ILogger? logger;

        public bool Log(LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            var level = ToShopLevel(logLevel);
            if (Find() is not { } target || !target.IsEnabled(level)) return false;
            if (messageFunc is not null) target.Log(level, default, messageFunc(), exception, (message, _) => message);
            return true;
        }

        private ILogger? Find()
        {
            if (current is not { } now) return null;
            if (factory != now) (factory, logger) = (now, now.CreateLogger(name));
            return logger;
        }

        private static Microsoft.Extensions.Logging.LogLevel ToShopLevel(LogLevel level) => level switch
        {
            LogLevel.Fatal => Microsoft.Extensions.Logging.LogLevel.Critical,
            LogLevel.Error => Microsoft.Extensions.Logging.LogLevel.Error,
            LogLevel.Warn => Microsoft.Extensions.Logging.LogLevel.Warning,
            LogLevel.Info => Microsoft.Extensions.Logging.LogLevel.Information,
            LogLevel.Debug => Microsoft.Extensions.Logging.LogLevel.Debug,
            _ => Microsoft.Extensions.Logging.LogLevel.Trace,
        };
    }
}
