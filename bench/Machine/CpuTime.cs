using System.Diagnostics;
using System.Globalization;

namespace Ecommerce.Bench.Machine;

/// <summary>CPU seconds used by the application under test and by its database server.</summary>
public readonly record struct CpuSeconds(double App, double Database)
{
    public static CpuSeconds operator -(CpuSeconds after, CpuSeconds before) =>
        new(after.App - before.App, after.Database - before.Database);
}

/// <summary>CPU time as <c>/proc</c> counts it, user and system together.</summary>
public static class CpuTime
{
    /// <summary>USER_HZ, which Linux fixes at 100 for what it shows to programs.</summary>
    private const double TicksPerSecond = 100;

    public static double OfThisProcess() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    public static double Of(int processId) => Read(processId) is { } stat ? (stat.Own) / TicksPerSecond : 0;

    /// <summary>A server with a process for each connection: itself, its children, and its children that have ended.</summary>
    public static double OfTree(int processId)
    {
        var ticks = Read(processId) is { } root ? root.Own + root.EndedChildren : 0;
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            if (Read(id) is { } child && child.Parent == processId) ticks += child.Own;
        }

        return ticks / TicksPerSecond;
    }

    private static (int Parent, long Own, long EndedChildren)? Read(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            // Behind the program's name, which may hold anything; then field 4 is the parent, 14 and 15 own time, 16 and 17 children's.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[1]), Long(fields[11]) + Long(fields[12]), Long(fields[13]) + Long(fields[14]));
        }
        catch (IOException)
        {
            return null; // it has ended
        }

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
