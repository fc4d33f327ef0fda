using System.Diagnostics;
using System.Text;

namespace Ecommerce.Bench.Servers;

/// <summary>Other programs, run to their end.</summary>
public static class Programs
{
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It ended with an error; the message holds what it said.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? folder = null, IDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "/" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{said}{printed}");
    }
}
