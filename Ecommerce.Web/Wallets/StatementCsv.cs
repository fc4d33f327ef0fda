using System.Globalization;
using System.Text;
using Ecommerce.Core.Common;
using Ecommerce.Core.Wallets;
using Ecommerce.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Wallets;

/// <summary>The wallet's whole statement as a table for spreadsheets: UTF-8 with a byte order mark, times in the store's zone.</summary>
public static class StatementCsv
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/wallet/statement.csv", Download).RequireAuthorization().ExcludeFromDescription();

    private static async Task<FileContentHttpResult> Download(
        HttpContext context, WalletQueries wallets, StoreClock clock, IStringLocalizer<WalletText> text, CancellationToken cancellationToken)
    {
        var csv = new StringBuilder("\uFEFF");
        csv.AppendLine(string.Join(',', text["When"], text["What"], text["Change"], text["After"], text["Order"]));
        var page = new PageRequest(1, PageRequest.MaxLimit);
        Page<StatementLine> lines;
        do
        {
            lines = await wallets.GetStatementAsync(context.User.ShopperId()!.Value, page, cancellationToken);
            foreach (var line in lines.Items)
            {
                var at = clock.ToStoreTime(line.CreatedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
                csv.AppendLine(CultureInfo.InvariantCulture, $"{at},{text[$"Kind.{line.Kind}"]},{line.Amount},{line.BalanceAfter},{line.OrderId}");
            }

            page = page with { Page = page.Page + 1 };
        }
        while (lines.Number < lines.TotalPages);

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", "wallet.csv");
    }
}
