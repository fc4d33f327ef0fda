using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Api;

/// <summary>The one place where a refusal of the shop becomes a problem of the API (RFC 9457).</summary>
public static class ApiProblems
{
    public static ProblemHttpResult ToProblem(this Refusal refusal) => refusal switch
    {
        ValidationFailed r => Problem(
            ProblemKind.ValidationFailed, "Correct the fields named in 'errors' and send the request again.", ("errors", r.Errors)),
        AccountNotFound => Problem(ProblemKind.Unauthorized, "The account of this token no longer exists. Log in with another one."),
        ProductNotFound r => Problem(
            ProblemKind.ProductNotFound, "Remove the products named in 'productIds'; they are not for sale.", ("productIds", r.ProductIds)),
        InsufficientStock r => Problem(
            ProblemKind.InsufficientStock, "Lower the quantities to what 'items' says is available.", ("items", r.Items)),
        CartItemNotFound => Problem(ProblemKind.CartItemNotFound, "Read the cart again: the item is not, or no longer, in it."),
        CartEmpty => Problem(ProblemKind.CartEmpty, "Put a product into the cart first."),
        OrderNotFound => Problem(ProblemKind.OrderNotFound, "Check the order's id against the list of your orders."),
        OrderNotCancellable => Problem(ProblemKind.OrderNotCancellable, "The order has already been cancelled; there is nothing left to do."),
        InsufficientBalance r => Problem(
            ProblemKind.InsufficientBalance,
            "Charge the wallet with at least 'shortfall' and order again.",
            ("balance", r.Balance),
            ("required", r.Required),
            ("shortfall", r.Shortfall)),
        OrderTotalChanged r => Problem(
            ProblemKind.OrderTotalChanged,
            "A price has changed. Show the shopper 'total' and order again with it.",
            ("expectedTotal", r.ExpectedTotal),
            ("total", r.Total)),
        BalanceLimitExceeded r => Problem(
            ProblemKind.BalanceLimitExceeded,
            "Charge a smaller amount: a wallet holds at most 'maxBalance'.",
            ("balance", r.Balance),
            ("maxBalance", r.MaxBalance)),
        IdempotencyKeyReused => Problem(ProblemKind.IdempotencyKeyReused, "Use a new key for a new request; a key belongs to one body."),
        StaleVersion => Problem(ProblemKind.PreconditionFailed, "Read the product again, apply the change to what it is now, and send its new ETag."),
        EventNotFound => NotFound(ProblemKind.EventNotFound),
        EventAlreadySent => Problem(ProblemKind.EventAlreadySent, "The platform has the event already; there is nothing left to do."),
        JobNotFound => NotFound(ProblemKind.NotFound),
        // Only the pages do these; here they are named so that no refusal is without an answer.
        BalanceNotForfeited => Problem(ProblemKind.ValidationFailed, "Confirm that what is left in the wallet is given up, or spend it first."),
        LastAdminStays => Problem(ProblemKind.ValidationFailed, "Give another account the role Admin first."),
        _ => throw new InvalidOperationException($"No problem is defined for the refusal {refusal.GetType().Name}."),
    };

    /// <summary>What it says in <c>detail</c> tells the caller what to do next.</summary>
    public static ProblemHttpResult Problem(ProblemKind kind, string detail, params (string Name, object? Value)[] more)
    {
        var extensions = more.ToDictionary(m => m.Name, m => m.Value);
        extensions["code"] = kind.Code;
        return TypedResults.Problem(detail, statusCode: kind.Status, title: kind.Title, extensions: extensions);
    }

    public static ProblemHttpResult NotFound(ProblemKind kind) => Problem(kind, "Check the id: there is nothing with it.");
}

/// <summary>A request that was refused while it was being read, before any endpoint saw it.</summary>
public sealed class RefusedRequestException(ProblemHttpResult problem) : Exception("The request was refused.")
{
    public RefusedRequestException(Refusal refusal)
        : this(refusal.ToProblem())
    {
    }

    public ProblemHttpResult Problem { get; } = problem;
}
