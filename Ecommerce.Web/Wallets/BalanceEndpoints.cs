using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Wallets;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Wallets;

public sealed record BalanceResponse(long Balance, string Currency);

/// <param name="Amount">In minor units, from 1 to the store's limit.</param>
public sealed record ChargeBody([property: Required, Range(1, long.MaxValue)] long? Amount);

public sealed record ChargeResponse(long Balance, string Currency, string TransactionId);

/// <param name="Amount">Signed, in minor units.</param>
/// <param name="Reason">Why a correction was made; all other kinds have no such member.</param>
public sealed record TransactionResponse(
    string Id,
    WalletEntryKind Kind,
    long Amount,
    long BalanceAfter,
    long? OrderId,
    DateTime CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    public static TransactionResponse Of(long shopperId, StatementLine line) => new(
        IdOf(shopperId, line.Sequence), line.Kind, line.Amount, line.BalanceAfter, line.OrderId, line.CreatedAt, line.Reason);

    /// <summary>An entry's id, which is known before it is written: the wallet and the entry's number in it.</summary>
    public static string IdOf(long shopperId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{shopperId}-{sequence}");
}

public static class BalanceEndpoints
{
    public static void MapBalance(this IEndpointRouteBuilder api)
    {
        var balance = api.MapGroup("/balance").WithTags("Balance").RequireAuthorization();
        balance.MapGet("", GetBalance).WithSummary("Get the wallet's balance");
        balance.MapPost("/charge", Charge).WithSummary("Charge the wallet").Refuses(ProblemKind.BalanceLimitExceeded);
        balance.MapGet("/transactions", ListTransactions).WithSummary("List the wallet's entries, newest first");
    }

    private static async Task<Results<Ok<BalanceResponse>, ProblemHttpResult>> GetBalance(
        CurrentShopper shopper, WalletQueries wallets, IOptions<StoreSettings> store, CancellationToken cancellationToken)
    {
        var balance = await wallets.GetBalanceAsync(shopper.Id, cancellationToken);
        return balance.Succeeded
            ? TypedResults.Ok(new BalanceResponse(balance.Value, store.Value.Currency))
            : balance.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<ChargeResponse>, ProblemHttpResult>> Charge(
        CurrentShopper shopper,
        JsonBody<ChargeBody> body,
        IdempotencyHeader key,
        ChargeWallet charge,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var request = new ChargeRequest(shopper.Id, body.Value.Amount ?? 0, key.For(body));
        var charged = await charge.RunAsync(request, cancellationToken);
        if (!charged.Succeeded) return charged.Refusal.ToProblem();
        response.MarkReplay(charged.Value.Replayed);
        var receipt = charged.Value.Value;
        return TypedResults.Ok(
            new ChargeResponse(receipt.Balance, receipt.Currency, TransactionResponse.IdOf(shopper.Id, receipt.Sequence)));
    }

    private static async Task<Ok<PageResponse<TransactionResponse>>> ListTransactions(
        CurrentShopper shopper, PageQuery page, WalletQueries wallets, HttpResponse response, CancellationToken cancellationToken)
    {
        var statement = await wallets.GetStatementAsync(shopper.Id, page.Request, cancellationToken);
        response.AddLinks(statement);
        return TypedResults.Ok(statement.ToResponse(line => TransactionResponse.Of(shopper.Id, line)));
    }
}
