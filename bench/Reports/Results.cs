using Ecommerce.Bench.Load;

namespace Ecommerce.Bench.Reports;

/// <summary>One measurement of one workload or limit.</summary>
public sealed record Sample(string Database, string Name, int Concurrency, int Round, Measurement Measurement);

/// <summary>Names of the limits.</summary>
public static class Limit
{
    public const string SqliteFull = "limit: SQLite FULL, one order a commit";
    public const string SqliteNormal = "limit: SQLite NORMAL, one order a commit";
    public const string SqliteGroup = "limit: SQLite FULL, 64 orders a commit";
    public const string PostgresStatements = "limit: pgbench, statement by statement";
    public const string PostgresCall = "limit: pgbench, one call";
    public const string BareHttp = "limit: bare HTTP, 20 rows";
}

/// <summary>The name of what the earlier build did.</summary>
public static class Builds
{
    public static string Before(string workload) => $"{workload}, build before";
}

/// <summary>Names of the two sides of the growth comparison.</summary>
public static class Growth
{
    public static string Small(string workload) => $"{workload}, a tenth of the data";

    public static string Full(string workload) => $"{workload}, all data";
}

/// <summary>Names of the two sides of the flood.</summary>
public static class Flooded
{
    public static string Quiet(string workload) => $"{workload}, without a flood";

    public static string Under(string workload) => $"{workload}, in a flood";
}

/// <summary>Names of the two sides of a sale on one instance and on two.</summary>
public static class Instances
{
    public const string One = "hot-product, one instance";
    public const string Two = "hot-product, two instances";
}

/// <summary>Names of what is measured once and is no load.</summary>
public static class Figures
{
    public const string RankingSeconds = "ranking of all days, seconds";
    public const string IdleMegabytes = "memory idle, MB";
    public const string SoakEarlyMegabytes = "memory early in the soak, MB";
    public const string SoakLateMegabytes = "memory at the end of the soak, MB";
    public const string QuietMegabytes = "memory before the flood, MB";
    public const string FloodedMegabytes = "memory in the flood, MB";
    public const string SoldWrongly = "products whose stock is not what was sold";
    public const string FirstPageSeconds = "start to first page, seconds";

    public static string CircuitKilobytes(string page) => $"memory of an open page {page}, KB";
}

public sealed class Results
{
    private readonly List<Sample> samples = [];
    private readonly List<(string Database, string Name, double Value)> figures = [];

    public IEnumerable<IGrouping<(string Database, string Name, int Concurrency), Sample>> Groups =>
        samples.GroupBy(s => (s.Database, s.Name, s.Concurrency));

    public IEnumerable<(string Database, string Name, double Value)> MedianFigures =>
        figures.GroupBy(f => (f.Database, f.Name)).Select(g => (g.Key.Database, g.Key.Name, Median(g.Select(f => f.Value))));

    public void Add(Sample sample) => samples.Add(sample);

    public void Add(string database, string name, double value)
    {
        figures.Add((database, name, value));
        Console.WriteLine($"{database}: {name} {value:F1}");
    }

    /// <summary>The median of what each round says about two measurements; null when one is missing.</summary>
    public double? Ratio(string database, (string Name, int Concurrency) one, (string Name, int Concurrency) other) => MedianOrNull(
        from a in samples
        from b in samples
        where a.Database == database && b.Database == database && a.Round == b.Round
            && (a.Name, a.Concurrency) == one && (b.Name, b.Concurrency) == other
        select a.Measurement.PerSecond / b.Measurement.PerSecond);

    public double? Of(string database, string name, int concurrency, Func<Measurement, double> value) => MedianOrNull(
        samples.Where(s => (s.Database, s.Name, s.Concurrency) == (database, name, concurrency)).Select(s => value(s.Measurement)));

    /// <summary>The slowest and the fastest round; said aloud when they differ by more than a fifth.</summary>
    public string? Spread(string database, string name, int concurrency)
    {
        var rates = samples.Where(s => (s.Database, s.Name, s.Concurrency) == (database, name, concurrency))
            .Select(s => s.Measurement.PerSecond).ToList();
        if (rates.Count == 0) return null;
        var (slowest, fastest) = (rates.Min(), rates.Max());
        return $"{slowest:F0}–{fastest:F0}/s{(slowest < 0.8 * fastest ? ", **rounds differ by more than a fifth**" : "")}";
    }

    public double? Figure(string database, string name) =>
        MedianOrNull(figures.Where(f => (f.Database, f.Name) == (database, name)).Select(f => f.Value));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static double? MedianOrNull(IEnumerable<double> values)
    {
        var all = values.ToArray();
        return all.Length == 0 ? null : Median(all);
    }
}
