using System.Collections.Concurrent;
using System.Diagnostics;
using Ecommerce.Bench.Machine;

namespace Ecommerce.Bench.Load;

/// <summary>One thing a shopper does, again and again; null when it went well, else what kind of error it was.</summary>
public interface IShopper : IDisposable
{
    ValueTask<string?> ActAsync();
}

/// <summary>Shoppers who each wait for the answer before they act again.</summary>
public static class ClosedLoop
{
    /// <param name="cpu">CPU seconds used so far, by name: app, database.</param>
    public static async Task<Measurement> RunAsync(
        Func<int, Task<IShopper>> shopper, int concurrency, TimeSpan warmUp, TimeSpan duration, Func<CpuSeconds> cpu)
    {
        var shoppers = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(shopper));
        var errors = new ConcurrentDictionary<string, int>();
        var start = Stopwatch.GetTimestamp() + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var loops = shoppers.Select(s => Task.Run(() => LoopAsync(s, start, end, errors))).ToArray();
        await Task.Delay(warmUp);
        var before = cpu();
        var own = CpuTime.OfThisProcess();
        await Task.Delay(duration);
        var used = cpu() - before;
        var driver = CpuTime.OfThisProcess() - own;
        var latencies = (await Task.WhenAll(loops)).SelectMany(l => l).ToArray();
        foreach (var s in shoppers) s.Dispose();
        Array.Sort(latencies);
        return new Measurement(duration, latencies, used, driver, errors.ToDictionary());
    }

    private static async Task<List<int>> LoopAsync(IShopper shopper, long start, long end, ConcurrentDictionary<string, int> errors)
    {
        var microseconds = new List<int>();
        while (true)
        {
            var begun = Stopwatch.GetTimestamp();
            if (begun >= end) return microseconds;
            var error = await shopper.ActAsync();
            var done = Stopwatch.GetTimestamp();
            if (done < start || done > end) continue;
            if (error is null) microseconds.Add((int)((done - begun) * 1_000_000 / Stopwatch.Frequency));
            else errors.AddOrUpdate(error, 1, (_, count) => count + 1);
        }
    }
}

/// <summary>What one load did: only what went well counts as done.</summary>
/// <param name="Latencies">In microseconds, sorted.</param>
/// <param name="DriverCpu">CPU seconds of the driver itself.</param>
public sealed record Measurement(
    TimeSpan Duration, int[] Latencies, CpuSeconds Cpu, double DriverCpu, IReadOnlyDictionary<string, int> Errors)
{
    public double PerSecond => Latencies.Length / Duration.TotalSeconds;

    public double AppCpuMs => PerOperation(Cpu.App);

    public double DatabaseCpuMs => PerOperation(Cpu.Database);

    public double DriverCpuMs => PerOperation(DriverCpu);

    /// <summary>In milliseconds.</summary>
    public double Percentile(double share) =>
        Latencies.Length == 0 ? double.NaN : Latencies[Math.Min(Latencies.Length - 1, (int)(Latencies.Length * share))] / 1000.0;

    private double PerOperation(double seconds) => Latencies.Length == 0 ? double.NaN : seconds * 1000 / Latencies.Length;
}
