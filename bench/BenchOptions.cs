using System.Globalization;

namespace Ecommerce.Bench;

/// <summary>What is measured, how long and how often.</summary>
public sealed record BenchOptions
{
    public const string Usage =
        """
        bench/run [options]
          --database sqlite|postgres|all   which databases (all)
          --workloads a,b,...              some of the list below (all)
          --seconds 10                     length of each measurement, after a warm-up of a third of it
          --rounds 3                       limit and shop in turn, this often; the report shows medians
          --products 10000 --shoppers 1000 --lines 1000000 --days 90
                                           what the shop holds
          --buyers 200                     shoppers that log in and shop
          --circuits 200                   open pages whose memory is measured
          --soak 600                       seconds of mixed load for the memory that must stay flat; 0 leaves it out
          --before FOLDER                  a build published earlier: each load is measured on both builds in turns, without limits
          --keep                           goes on with the databases of the last run instead of filling new ones
          --report artifacts/bench/report.md
        """;

    public IReadOnlyList<string> Databases { get; init; } = ["sqlite", "postgres"];

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<string> Workloads { get; init; } = [];

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan WarmUp => Duration / 3;

    public int Rounds { get; init; } = 3;

    public int Products { get; init; } = 10_000;

    public int Shoppers { get; init; } = 1_000;

    public int Lines { get; init; } = 1_000_000;

    public int Days { get; init; } = 90;

    public int Buyers { get; init; } = 200;

    public int Circuits { get; init; } = 200;

    public TimeSpan Soak { get; init; } = TimeSpan.FromMinutes(10);

    public bool Keep { get; init; }

    /// <summary>The published shop.</summary>
    public string Shop { get; init; } = "artifacts/bench/shop";

    /// <summary>A shop that was published earlier, which each load is measured on as well; null for none.</summary>
    public string? Before { get; init; }

    /// <summary>Where databases and logs go.</summary>
    public string Folder { get; init; } = "artifacts/bench";

    public string Report { get; init; } = "artifacts/bench/report.md";

    public bool Wants(string workload) => Workloads.Count == 0 || Workloads.Contains(workload);

    /// <exception cref="FormatException">An option or a value that is not understood.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (name == "--keep")
            {
                options = options with { Keep = true };
                continue;
            }

            if (++i == args.Count) throw new FormatException($"{name} needs a value.");
            options = options.With(name, args[i]);
        }

        return options;
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--database" => this with { Databases = value == "all" ? ["sqlite", "postgres"] : [OneOf(value, "sqlite", "postgres")] },
        "--workloads" => this with { Workloads = value == "all" ? [] : value.Split(',') },
        "--seconds" => this with { Duration = TimeSpan.FromSeconds(Number(value)) },
        "--rounds" => this with { Rounds = Number(value) },
        "--products" => this with { Products = Number(value) },
        "--shoppers" => this with { Shoppers = Number(value) },
        "--lines" => this with { Lines = Number(value) },
        "--days" => this with { Days = Number(value) },
        "--buyers" => this with { Buyers = Number(value) },
        "--circuits" => this with { Circuits = Number(value) },
        "--soak" => this with { Soak = TimeSpan.FromSeconds(Number(value)) },
        "--shop" => this with { Shop = Path.GetFullPath(value) },
        "--before" => this with { Before = Path.GetFullPath(value) },
        "--folder" => this with { Folder = Path.GetFullPath(value) },
        "--report" => this with { Report = Path.GetFullPath(value) },
        _ => throw new FormatException($"{name} is no option."),
    };

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is no number.");

    private static string OneOf(string value, params string[] known) =>
        known.Contains(value) ? value : throw new FormatException($"'{value}' is none of {string.Join(", ", known)}.");
}
