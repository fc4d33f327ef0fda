using System.Globalization;
using System.Text;
using Ecommerce.Bench.Load;

namespace Ecommerce.Bench.Reports;

/// <summary>The results as Markdown.</summary>
public static class Report
{
    public static string Of(Results results, IEnumerable<string> machine, BenchOptions options)
    {
        var text = new StringBuilder();
        Line(text, $"Measured {TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm} UTC; {options.Rounds} rounds of {options.Duration.TotalSeconds:F0} s, medians; {options.Products} products, {options.Shoppers} shoppers, {options.Lines} order lines.\n");
        foreach (var line in machine) Line(text, $"- {line}");
        foreach (var database in results.Groups.Select(g => g.Key.Database).Concat(results.MedianFigures.Select(f => f.Database)).Distinct())
        {
            Line(text, $"\n### {database}: goals\n\n| goal | at least / at most | measured | |\n|---|---|---|---|");
            foreach (var goal in Goal.Of(results, database).Where(g => g.Value is not null))
                Line(text, $"| {goal.Title} | {(goal.AtMost ? "≤" : "≥")} {goal.Bound}{goal.Unit} | {goal.Value:0.##}{goal.Unit} | {(goal.IsReached == true ? "reached" : "**missed**")} |");
            Line(text, $"\n### {database}: figures\n\n| | C | per second | p50 ms | p95 ms | p99 ms | app CPU ms | database CPU ms | driver CPU ms | errors |\n|---|---|---|---|---|---|---|---|---|---|");
            foreach (var group in results.Groups.Where(g => g.Key.Database == database)) Line(text, Row(group.Key.Name, group.Key.Concurrency, group.Select(s => s.Measurement).ToList()));
            text.AppendLine();
            foreach (var (_, name, value) in results.MedianFigures.Where(f => f.Database == database)) Line(text, $"- {name}: {value:0.##}");
        }

        return text.ToString();
    }

    public static string LineOf(string name, int concurrency, Measurement m) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}, C={concurrency}: {m.PerSecond:F0}/s, p50 {m.Percentile(0.5):F2} p95 {m.Percentile(0.95):F2} p99 {m.Percentile(0.99):F2} ms, CPU app {m.AppCpuMs:F3} db {m.DatabaseCpuMs:F3} driver {m.DriverCpuMs:F3} ms{Errors([m])}");

    private static FormattableString Row(string name, int concurrency, List<Measurement> rounds)
    {
        double Of(Func<Measurement, double> value) => Results.Median(rounds.Select(value));
        return $"| {name} | {concurrency} | {Of(m => m.PerSecond):F0} | {Of(m => m.Percentile(0.5)):F2} | {Of(m => m.Percentile(0.95)):F2} | {Of(m => m.Percentile(0.99)):F2} | {Of(m => m.AppCpuMs):F3} | {Of(m => m.DatabaseCpuMs):F3} | {Of(m => m.DriverCpuMs):F3} |{Errors(rounds)} |";
    }

    private static string Errors(List<Measurement> rounds) => string.Concat(rounds
        .SelectMany(m => m.Errors).GroupBy(e => e.Key).Select(g => $" {g.Key}: {g.Sum(e => e.Value)}"));

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
