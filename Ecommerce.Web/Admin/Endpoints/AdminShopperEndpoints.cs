using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Wallets;
using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Ecommerce.Web.Wallets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Email">Null for an account that was deleted.</param>
/// <param name="Balance">In minor units.</param>
/// <param name="Orders">How many, cancelled ones included.</param>
/// <param name="Locked">Whether nobody can log in to it.</param>
/// <param name="SecondFactor">Whether it has an authenticator or a passkey.</param>
/// <param name="CreatedAt">When it was opened; null where the shop does not know.</param>
/// <param name="ClosedAt">When its owner deleted it.</param>
public sealed record ShopperResponse(
    long Id,
    string? Email,
    bool EmailConfirmed,
    bool Admin,
    long Balance,
    string Currency,
    int Orders,
    bool Locked,
    bool SecondFactor,
    DateTime? CreatedAt,
    DateTime? ClosedAt)
{
    public static ShopperResponse Of(ShopperRow s, string currency) => new(
        s.Id, s.Email, s.EmailConfirmed, s.IsAdmin, s.Balance, currency, s.Orders, s.LockoutEnd is not null, s.HasFactor, s.CreatedAt,
        s.ClosedAt);
}

/// <param name="Amount">In minor units: added, or taken when negative.</param>
/// <param name="Reason">Why; the shopper reads it in the statement.</param>
public sealed record CorrectionBody(
    [property: Required] long? Amount, [property: Required, MaxLength(WalletEntry.MaxReasonLength)] string? Reason);

/// <param name="Reason">Why, for admins.</param>
public sealed record LockBody([property: Required, MaxLength(LockAccount.MaxReasonLength)] string? Reason);

public static class AdminShopperEndpoints
{
    public static void MapAdminShoppers(this IEndpointRouteBuilder admin)
    {
        var shoppers = admin.MapGroup("/shoppers");
        shoppers.MapGet("", List).WithSummary("List shoppers, newest first");
        var shopper = shoppers.MapGroup("/{id}").Refuses(ProblemKind.ShopperNotFound);
        shopper.MapGet("", Find).WithSummary("Get one shopper");
        shopper.MapGet("/transactions", ListTransactions).WithSummary("List the entries of a shopper's wallet, newest first");
        shopper.MapPost("/corrections", Correct).WithSummary("Correct a shopper's balance, with a reason")
            .Refuses(ProblemKind.OwnAccount, ProblemKind.CorrectionBelowZero, ProblemKind.BalanceLimitExceeded);
        shopper.MapPost("/lock", Lock).WithSummary("Lock an account and end its sessions, with a reason")
            .Refuses(ProblemKind.OwnAccount, ProblemKind.AccountAlreadyLocked, ProblemKind.LastAdminStays);
        shopper.MapPost("/unlock", Unlock).WithSummary("Unlock an account and forget its failed log-ins");
        shopper.MapPost("/logout-everywhere", LogOutEverywhere).WithSummary("End all sessions of an account");
    }

    private static async Task<Ok<PageResponse<ShopperResponse>>> List(
        [DescribedQuery("Part of an e-mail address or of a recipient's name, or the number of a shopper or an order.")] string? search,
        PageQuery page,
        ShopperAdmin shoppers,
        IOptions<StoreSettings> store,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var list = await shoppers.ListAsync(Validation.Cut(search, InvisibleText.MaxPlainLength), page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(s => ShopperResponse.Of(s, store.Value.Currency)));
    }

    private static async Task<Results<Ok<ShopperResponse>, ProblemHttpResult>> Find(
        ResourceId id, ShopperAdmin shoppers, IOptions<StoreSettings> store, CancellationToken cancellationToken)
    {
        var found = await shoppers.FindAsync(id, cancellationToken);
        return found.Succeeded ? TypedResults.Ok(ShopperResponse.Of(found.Value, store.Value.Currency)) : found.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageResponse<TransactionResponse>>, ProblemHttpResult>> ListTransactions(
        ResourceId id,
        PageQuery page,
        ShopperAdmin shoppers,
        WalletQueries wallets,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if ((await shoppers.FindAsync(id, cancellationToken)).Refusal is { } refusal) return refusal.ToProblem();
        var statement = await wallets.GetStatementAsync(id, page.Request, cancellationToken);
        response.AddLinks(statement);
        return TypedResults.Ok(statement.ToResponse(line => TransactionResponse.Of(id, line)));
    }

    private static async Task<Results<Ok<ChargeResponse>, ProblemHttpResult>> Correct(
        ResourceId id,
        JsonBody<CorrectionBody> body,
        IdempotencyHeader key,
        CurrentActor admin,
        CorrectWallet correct,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var request = new CorrectionRequest(id, body.Value.Amount ?? 0, body.Value.Reason, key.For(body));
        var corrected = await correct.RunAsync(admin.Actor, request, cancellationToken);
        if (!corrected.Succeeded) return corrected.Refusal.ToProblem();
        response.MarkReplay(corrected.Value.Replayed);
        var receipt = corrected.Value.Value;
        return TypedResults.Ok(new ChargeResponse(receipt.Balance, receipt.Currency, TransactionResponse.IdOf(id, receipt.Sequence)));
    }

    private static async Task<Results<Ok<ShopperResponse>, ProblemHttpResult>> Lock(
        ResourceId id,
        JsonBody<LockBody> body,
        CurrentActor admin,
        LockAccount accounts,
        SecurityLog security,
        ShopperAdmin shoppers,
        IOptions<StoreSettings> store,
        CancellationToken cancellationToken)
    {
        var locked = await accounts.RunAsync(admin.Actor, id, body.Value.Reason, cancellationToken);
        if (!locked.Succeeded) return locked.Refusal.ToProblem();
        security.AccountLocked(id);
        return await Find(id, shoppers, store, cancellationToken);
    }

    private static async Task<Results<Ok<ShopperResponse>, ProblemHttpResult>> Unlock(
        ResourceId id,
        CurrentActor admin,
        SecurityLog security,
        ShopperAdmin shoppers,
        IOptions<StoreSettings> store,
        CancellationToken cancellationToken)
    {
        var unlocked = await shoppers.UnlockAsync(admin.Actor, id, cancellationToken);
        if (!unlocked.Succeeded) return unlocked.Refusal.ToProblem();
        security.AccountUnlocked(id);
        return await Find(id, shoppers, store, cancellationToken);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> LogOutEverywhere(
        ResourceId id, CurrentActor admin, LogOutShopper sessions, SecurityLog security, CancellationToken cancellationToken)
    {
        var ended = await sessions.RunAsync(admin.Actor, id, cancellationToken);
        if (!ended.Succeeded) return ended.Refusal.ToProblem();
        security.LoggedOutEverywhere(id);
        return TypedResults.NoContent();
    }
}
