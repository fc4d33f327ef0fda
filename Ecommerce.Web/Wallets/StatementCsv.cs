using Ecommerce.Core.Common;
using Ecommerce.Core.Wallets;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Wallets;

/// <summary>
/// The wallet's whole statement as a file for spreadsheets: times in the store's zone, amounts in whole units and decimals of the currency
/// that their columns name. It is sent while it is read.
/// </summary>
public static class StatementCsv
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/wallet/statement.csv", Download).RequireAuthorization().ExcludeFromDescription();

    private static PushStreamHttpResult Download(
        HttpContext context,
        WalletQueries wallets,
        StoreClock clock,
        IOptions<StoreSettings> store,
        IStringLocalizer<WalletText> text,
        CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var shopper = context.User.ShopperId()!.Value;
        return TypedResults.Stream(
            stream => WriteAsync(stream, shopper, store.Value.Currency, wallets, clock, text, cancellationToken),
            "text/csv; charset=utf-8",
            "wallet.csv");
    }

    private static async Task WriteAsync(
        Stream stream,
        long shopper,
        string currency,
        WalletQueries wallets,
        StoreClock clock,
        IStringLocalizer<WalletText> text,
        CancellationToken cancellationToken)
    {
        await using var csv = SpreadsheetCsv.Open(stream);
        csv.WriteHeader(text["When"], text["What"], text["ChangeIn", currency], text["AfterIn", currency], text["Order"], text["Reason"]);
        var page = new PageRequest(1, PageRequest.MaxLimit);
        Page<StatementLine> lines;
        do
        {
            lines = await wallets.GetStatementAsync(shopper, page, cancellationToken);
            foreach (var line in lines.Items)
            {
                csv.WriteField(clock.ToStoreTime(line.CreatedAt), "yyyy-MM-dd HH:mm:ss");
                csv.WriteField(text[line.KindKey()].Value);
                csv.WriteField(CurrencyUnits.Text(line.Amount, currency));
                csv.WriteField(CurrencyUnits.Text(line.BalanceAfter, currency));
                csv.WriteField(line.OrderId);
                if (line.Reason is { } reason) csv.WriteText(reason);
                else csv.WriteField("");
                await csv.EndRecordAsync(cancellationToken);
            }

            page = page with { Page = page.Page + 1 };
        }
        while (lines.Number < lines.TotalPages);

        await csv.FlushAsync(cancellationToken);
    }
}
