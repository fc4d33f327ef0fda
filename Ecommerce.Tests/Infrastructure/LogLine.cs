using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Infrastructure;

/// <param name="Fields">What the line says, by name; empty for a scope.</param>
public sealed record LogLine(LogLevel Level, string Text, EventId Event, IReadOnlyDictionary<string, object?> Fields);
