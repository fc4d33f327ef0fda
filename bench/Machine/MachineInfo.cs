using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Ecommerce.Bench.Machine;

/// <summary>What a figure is worth nothing without.</summary>
public static class MachineInfo
{
    public static IEnumerable<string> Lines()
    {
        yield return $"{Environment.ProcessorCount} cores of {Field("/proc/cpuinfo", "model name")}, {MemoryGigabytes()} GB";
        yield return $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        using var sqlite = new SqliteConnection("Data Source=:memory:");
        sqlite.Open();
        yield return $"SQLite {sqlite.ServerVersion}";
        yield return $"Load average before the run: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}";
    }

    /// <summary>Resident memory of a process in megabytes.</summary>
    public static double ResidentMegabytes(int processId) => Kilobytes(Field($"/proc/{processId}/status", "VmRSS")) / 1024.0;

    private static string MemoryGigabytes() =>
        (Kilobytes(Field("/proc/meminfo", "MemTotal")) / 1024.0 / 1024).ToString("F0", CultureInfo.InvariantCulture);

    private static long Kilobytes(string text) => long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Field(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();
}
