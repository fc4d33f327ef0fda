using System.Globalization;
using Ecommerce.Core.Data.Seeding;
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
        Ecommerce.Web --seed-load [products=10000] [shoppers=1000] [lines=1000000] [days=90] [settled=0] [--force]
                                                   fills an empty shop for load runs and exits
        Ecommerce.Web --help                       shows this and exits

        --rank brings the database to this version's schema first, needs no running shop and disturbs none. A day that is
        still running may be counted too; midnight replaces it. It prints a line a day: date, products, pieces.

        --seed-load adds products, shoppers with money and a history of paid orders whose books balance. The shoppers have a
        password that everybody knows, so a shop that is open to others is no place for it. It refuses a shop that has
        orders already, unless told --force. With settled=1 the orders went their way: cancelled, under way, delivered, given
        back in part, with addresses, returns, mails and admins' actions, to look at every page with.

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
            var (name, value) = args[i].Split('=', 2) is [var before, var after]
                ? (before, after)
                : (args[i], i + 1 < args.Count ? args[i + 1] : "");
            switch (name)
            {
                case "--help" or "-h" or "-?":
                    return new ShowHelp();
                case "--rank":
                    return ReadDays(value) is { } days
                        ? new RankDays(days)
                        : new NotUnderstood($"--rank needs a day or two with '..' between them, not '{value}'.");
                case "--seed-load":
                    return ReadSize(args.Skip(i + 1).TakeWhile(arg => !arg.StartsWith('-'))) is { } size
                        ? new SeedLoad(size, Force: args.Contains("--force"))
                        : new NotUnderstood("--seed-load takes products, shoppers, lines, days and settled (0 or 1), each as name=number.");
            }
        }

        return null;
    }

    private static LoadSize? ReadSize(IEnumerable<string> parts)
    {
        var size = new LoadSize();
        foreach (var part in parts)
        {
            if (part.Split('=') is not [var name, var text]
                || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            var read = name switch
            {
                "products" => size with { Products = number },
                "shoppers" => size with { Shoppers = number },
                "lines" => size with { Lines = number },
                "days" => size with { Days = number },
                "settled" when number <= 1 => size with { Settled = number == 1 },
                _ => null,
            };
            if (read is null) return null;
            size = read;
        }

        return size;
    }

    private static RankingWindow? ReadDays(string text)
    {
        var days = text.Split("..").Select(day =>
            DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : (DateOnly?)null).ToList();
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

public sealed record SeedLoad(LoadSize Size, bool Force) : ShopCommand;
