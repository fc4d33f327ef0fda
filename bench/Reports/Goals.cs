using Ecommerce.Bench.Load;

namespace Ecommerce.Bench.Reports;

/// <summary>What the shop means to reach, each as a value and its bound.</summary>
/// <param name="Value">Null when it was not measured.</param>
public sealed record Goal(string Title, double? Value, double Bound, bool AtMost = false, string Unit = "×")
{
    public bool? IsReached => Value is { } value ? AtMost ? value <= Bound : value >= Bound : null;

    public static IEnumerable<Goal> Of(Results results, string database)
    {
        var isSqlite = database == "SQLite";
        var bare = (Limit.BareHttp, 64);
        var random = ("order", 64);
        foreach (var concurrency in new[] { 16, 64 })
        {
            var limits = isSqlite
                ? new[] { (Limit.SqliteFull, 1, "raw SQLite FULL", 0.5) }
                :
                [
                    (Limit.PostgresStatements, concurrency, "pgbench statement by statement", 2),
                    (Limit.PostgresCall, concurrency, "pgbench one call", 1),
                ];
            foreach (var (limit, connections, title, bound) in limits)
            {
                yield return new(
                    $"POST /orders, C = {concurrency}, against {title}{SpreadOf(results, database, limit, connections)}",
                    results.Ratio(database, ("order", concurrency), (limit, connections)),
                    bound);
            }
        }

        foreach (var hot in new[] { "hot-product", "hot-wallet" })
        {
            foreach (var concurrency in new[] { 64, 200 })
            {
                yield return new(
                    $"{hot}, C = {concurrency}, against random rows",
                    results.Ratio(database, (hot, concurrency), random),
                    isSqlite ? 0.5 : 1);
                yield return new(
                    $"{hot}, C = {concurrency}, p99 against p50",
                    results.Of(database, hot, concurrency, m => m.Percentile(0.99) / m.Percentile(0.5)),
                    5,
                    AtMost: true);
                yield return new(
                    $"{hot}, C = {concurrency}, refusals and errors",
                    results.Of(database, hot, concurrency, m => m.Errors.Values.Sum()),
                    0,
                    AtMost: true,
                    Unit: "");
            }
        }

        yield return new("GET /products, C = 64, against bare HTTP", results.Ratio(database, ("list", 64), bare), 0.4);
        yield return new(
            "the last page, time against the first", results.Ratio(database, ("list-first", 64), ("list-last", 64)), 2, AtMost: true);
        yield return new("GET /products/top, C = 64, against bare HTTP", results.Ratio(database, ("top", 64), bare), 0.5);
        yield return new("app CPU per order, C = 64", results.Of(database, "order", 64, m => m.AppCpuMs), 0.4, AtMost: true, Unit: " ms");
        yield return new("app CPU per list", results.Of(database, "list", 64, m => m.AppCpuMs), 0.12, AtMost: true, Unit: " ms");
        yield return new("app CPU per home page", results.Of(database, "home", 16, m => m.AppCpuMs), 1.5, AtMost: true, Unit: " ms");
        yield return new(
            "app CPU per product page, over its read",
            results.Of(database, "product-page", 16, m => m.AppCpuMs) - results.Of(database, "product", 16, m => m.AppCpuMs),
            0.3,
            AtMost: true,
            Unit: " ms");
        foreach (var page in Circuits.Pages)
        {
            yield return new(
                $"memory of an open page {page}", results.Figure(database, Figures.CircuitKilobytes(page)), page == "/" ? 300 : 450,
                AtMost: true, Unit: " KB");
        }

        yield return new(
            "memory in a flood of sockets, against before",
            results.Figure(database, Figures.FloodedMegabytes) / results.Figure(database, Figures.QuietMegabytes),
            1.2,
            AtMost: true);
        foreach (var workload in new[] { "home", "list" })
        {
            yield return new(
                $"{workload}, p95 in a flood of sockets, against without",
                results.Of(database, Flooded.Under(workload), 4, m => m.Percentile(0.95))
                / results.Of(database, Flooded.Quiet(workload), 4, m => m.Percentile(0.95)),
                2,
                AtMost: true);
        }

        yield return new(
            "hot-product, two instances against one", results.Ratio(database, (Instances.Two, 64), (Instances.One, 64)), 0.8);
        yield return new(
            "products whose stock is not what was sold", results.Figure(database, Figures.SoldWrongly), 0, AtMost: true, Unit: "");
        yield return new("memory idle", results.Figure(database, Figures.IdleMegabytes), 200, AtMost: true, Unit: " MB");
        yield return new(
            "memory at the end of the soak, against early in it",
            results.Figure(database, Figures.SoakLateMegabytes) / results.Figure(database, Figures.SoakEarlyMegabytes),
            1.1,
            AtMost: true);
        foreach (var workload in new[] { "list", "order", "top" })
        {
            yield return new(
                $"growth: {workload} with ten times the data, time",
                results.Ratio(database, (Growth.Small(workload), 64), (Growth.Full(workload), 64)),
                1.2,
                AtMost: true);
        }

        foreach (var workload in Workload.All)
        {
            foreach (var concurrency in workload.Concurrency)
            {
                yield return new(
                    $"{workload.Name}, C = {concurrency}, against the build before",
                    results.Ratio(database, (workload.Name, concurrency), (Builds.Before(workload.Name), concurrency)),
                    0.95);
            }
        }

        yield return new("start to first page", results.Figure(database, Figures.FirstPageSeconds), 2, AtMost: true, Unit: " s");
    }

    /// <summary>What the rounds of a limit did: a ratio stands on it.</summary>
    private static string SpreadOf(Results results, string database, string limit, int connections) =>
        results.Spread(database, limit, connections) is { } spread ? $" ({spread})" : "";
}
