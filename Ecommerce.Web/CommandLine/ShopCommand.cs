using System.Globalization;
using Ecommerce.Core.Ranking;

namespace Ecommerce.Web.CommandLine;

/// <summary>What the command line asks for instead of the web server.</summary>
public abstract record ShopCommand
{
    public const string Usage =
        """
        Ecommerce.Web                              runs the shop
        Ecommerce.Web --rank 2026-11-21            counts a business day's sales again and exits
        Ecommerce.Web --rank 2026-11-01..2026-11-21
                                                   the same for every day from the first to the last
        Ecommerce.Web --help                       shows this and exits

        --rank brings the database to this version's schema first, needs no running shop and disturbs none. A day that is
        still running may be counted too; midnight replaces it. It prints a line a day: date, products, pieces.

        Any setting can be given as --Section:Name=value, for example
          --urls=http://localhost:5000             where the shop listens
          --Database:Provider=Postgres             Sqlite (default), SqlServer or Postgres
          --ConnectionStrings:Shop="Host=..."      the database
          --Jobs:Enabled=false                     no background work on this instance

        Exit codes: 0 done, 1 the shop can't start or the command failed, 2 the command line was not understood.
        """;

    /// <summary>Null when the web server is asked for.</summary>
    public static ShopCommand? Parse(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], i + 1 < args.Count ? args[i + 1] : "");
            switch (name)
            {
                case "--help" or "-h" or "-?":
                    return new ShowHelp();
                case "--rank":
                    return ReadDays(value) is { } days ? new RankDays(days) : new NotUnderstood($"--rank needs a day or two with '..' between them, not '{value}'.");
            }
        }

        return null;
    }

    private static RankingWindow? ReadDays(string text)
    {
        var days = text.Split("..").Select(day =>
            DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null).ToList();
        return days switch
        {
            [{ } day] => new RankingWindow(day, day),
            [{ } first, { } last] when first <= last => new RankingWindow(first, last),
            _ => null,
        };
    }
}

public sealed record ShowHelp : ShopCommand;

public sealed record NotUnderstood(string Message) : ShopCommand;

public sealed record RankDays(RankingWindow Days) : ShopCommand;
