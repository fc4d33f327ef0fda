using Microsoft.Extensions.Logging.Console;

namespace Ecommerce.Web.Operations;

/// <summary>How the shop's log is written.</summary>
public static class LogFormat
{
    private const string Formatter = "Logging:Console:FormatterName";

    /// <summary>
    /// In Production a JSON object for each line, with UTC times, unless <c>Logging:Console:FormatterName</c> says otherwise. The
    /// framework's lines about requests are left out, whatever levels are set: they name query strings, and so the tokens of links.
    /// </summary>
    public static void AddLogFormat(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        if (builder.Configuration[Formatter] is null && builder.Environment.IsProduction()) builder.Logging.AddJsonConsole();
        builder.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }
}
