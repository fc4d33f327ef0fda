using System.Diagnostics;
using System.Text;

namespace Ecommerce.TestKit;

/// <summary>Other programs, run to their end.</summary>
public static class Programs
{
    /// <param name="folder">Where it runs; the root, which every user may enter, when none is given.</param>
    /// <param name="settings">Of the shop, as <c>Database:Provider</c>, or environment variables.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It ended with an error; the message holds what it said.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string folder = "/", IEnumerable<(string Key, string Value)>? settings = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Set(settings ?? []);
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return printed;
        var command = string.Join(' ', [program, .. start.ArgumentList]);
        throw new InvalidOperationException($"{command} ended with {process.ExitCode}.\n{said}{printed}");
    }

    internal static void Set(this ProcessStartInfo start, IEnumerable<(string Key, string Value)> settings)
    {
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
    }
}
