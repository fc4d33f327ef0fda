using System.Globalization;
using System.Text;
using Ecommerce.Bench.Load;

namespace Ecommerce.Bench.Reports;

/// <summary>The results as Markdown.</summary>
public static class Report
{
    private const string FigureColumns =
        "| | C | per second | rounds | p50 ms | p95 ms | p99 ms | app CPU ms | database CPU ms | driver CPU ms | errors |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|";

    public static string Of(Results results, IEnumerable<string> machine, BenchOptions options)
    {
        var text = new StringBuilder();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var seconds = options.Duration.TotalSeconds;
        var size = $"{options.Products} products, {options.Shoppers} shoppers, {options.Lines} order lines";
        Line(text, $"Measured {now:yyyy-MM-dd HH:mm} UTC; {options.Rounds} rounds of {seconds:F0} s, medians; {size}.\n");
        foreach (var line in machine) Line(text, $"- {line}");
        var databases = results.Groups.Select(g => g.Key.Database).Concat(results.MedianFigures.Select(f => f.Database)).Distinct();
        foreach (var database in databases)
        {
            Line(text, $"\n### {database}: goals\n\n| goal | at least / at most | measured | |\n|---|---|---|---|");
            foreach (var goal in Goal.Of(results, database).Where(g => g.Value is not null))
            {
                var bound = goal.AtMost ? "≤" : "≥";
                var verdict = goal.IsReached == true ? "reached" : "**missed**";
                Line(text, $"| {goal.Title} | {bound} {goal.Bound}{goal.Unit} | {goal.Value:0.##}{goal.Unit} | {verdict} |");
            }

            Line(text, $"\n### {database}: figures\n\n{FigureColumns}");
            foreach (var group in results.Groups.Where(g => g.Key.Database == database))
                Line(text, Row(results, group.Key, group.Select(s => s.Measurement).ToList()));
            text.AppendLine();
            foreach (var (_, name, value) in results.MedianFigures.Where(f => f.Database == database))
                Line(text, $"- {name}: {value:0.##}");
        }

        return text.ToString();
    }

    public static string LineOf(string name, int concurrency, Measurement m) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}, C={concurrency}: {m.PerSecond:F0}/s, "
        + $"p50 {m.Percentile(0.5):F2} p95 {m.Percentile(0.95):F2} p99 {m.Percentile(0.99):F2} ms, "
        + $"CPU app {m.AppCpuMs:F3} db {m.DatabaseCpuMs:F3} driver {m.DriverCpuMs:F3} ms{Errors([m])}");

    private static FormattableString Row(
        Results results, (string Database, string Name, int Concurrency) what, List<Measurement> rounds)
    {
        var (_, name, concurrency) = what;
        var spread = results.Spread(what.Database, name, concurrency);
        double Of(Func<Measurement, double> value) => Results.Median(rounds.Select(value));
        var rate = Of(m => m.PerSecond);
        var (p50, p95, p99) = (Of(m => m.Percentile(0.5)), Of(m => m.Percentile(0.95)), Of(m => m.Percentile(0.99)));
        var percentiles = string.Create(CultureInfo.InvariantCulture, $"{p50:F2} | {p95:F2} | {p99:F2}");
        var (app, db, driver) = (Of(m => m.AppCpuMs), Of(m => m.DatabaseCpuMs), Of(m => m.DriverCpuMs));
        var errors = Errors(rounds);
        return $"| {name} | {concurrency} | {rate:F0} | {spread} | {percentiles} | {app:F3} | {db:F3} | {driver:F3} |{errors} |";
    }

    private static string Errors(List<Measurement> rounds) => string.Concat(rounds
        .SelectMany(m => m.Errors).GroupBy(e => e.Key).Select(g => $" {g.Key}: {g.Sum(e => e.Value)}"));

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
