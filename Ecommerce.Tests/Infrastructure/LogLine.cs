using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Infrastructure;

public sealed record LogLine(LogLevel Level, string Text);
