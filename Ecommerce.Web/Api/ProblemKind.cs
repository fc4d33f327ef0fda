using System.Reflection;
using Ecommerce.Core.Addresses;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Web.Api;

/// <summary>
/// The catalog of problems: one row for each code, first what HTTP refuses, then what the shop does. A new <see cref="Refusal"/> gets
/// its row here, and under its code what a page says in both languages (<c>Shared/RefusalText</c>).
/// </summary>
/// <param name="Code">What clients switch on; it never changes.</param>
/// <param name="Detail">What the caller should do next.</param>
public sealed record ProblemKind(string Code, int Status, string Title, string Detail)
{
    public static readonly ProblemKind IdempotencyKeyInvalid = new(
        "idempotency-key-invalid",
        400,
        "The Idempotency-Key is malformed",
        "Send 1 to 255 visible ASCII characters, bare or in double quotes.");

    public static readonly ProblemKind NotFound = new(
        "not-found", 404, "There is nothing here", "Check the address against /openapi/v1.json.");

    public static readonly ProblemKind MethodNotAllowed = new(
        "method-not-allowed", 405, "This address does not take that method", "Use one of the methods in the Allow header.");

    public static readonly ProblemKind RequestTimeout = new(
        "request-timeout", 408, "The request took too long to arrive", "Send the request again, with its whole body.");

    public static readonly ProblemKind BodyTooLarge = For(
        new PictureTooLarge(), 413, "The request body is too large", "Send at most 64 KiB; a picture of at most 10 MB.");

    public static readonly ProblemKind UnsupportedMediaType = For(
        new NotAPicture(),
        415,
        "The body is not of a kind that is taken here",
        "Send JSON as application/json in UTF-8; where a picture is asked for, a whole JPEG, PNG, WebP or GIF.");

    public static readonly ProblemKind PreconditionRequired = new(
        "precondition-required", 428, "An If-Match header is needed", "Read it first and send its ETag as If-Match.");

    public static readonly ProblemKind RateLimited = new(
        "rate-limited", 429, "Too many requests", "Wait as long as Retry-After says and send the request again.");

    public static readonly ProblemKind InternalError = new(
        "internal-error", 500, "Something went wrong on our side", "Try again; if it stays, tell the shop the traceId.");

    public static readonly ProblemKind Unavailable = new(
        "unavailable",
        503,
        "The shop is not available right now",
        "Wait as long as Retry-After says and send the request again, with the same Idempotency-Key.");

    public static readonly ProblemKind ValidationFailed = For(
        new ValidationFailed("quantity", "Must be an integer from 1 to 999."),
        400,
        "The request is not valid",
        "Correct the fields named in 'errors' and send the request again.",
        r => [("errors", r.Errors)]);

    public static readonly ProblemKind Unauthorized = For(
        new AccountNotFound(),
        401,
        "A valid bearer token is needed",
        "Log in at /auth/login, with another account if this one is gone, and send the access token as 'Authorization: Bearer <token>'.");

    public static readonly ProblemKind Forbidden = For(
        new RoleNotHeld(), 403, "This account may not do that", "Log in with an account that has the role Admin.");

    public static readonly ProblemKind ProductNotFound = For(
        new ProductNotFound([42]),
        404,
        "There is no such product",
        "Remove the products named in 'productIds'; they are not for sale.",
        r => [("productIds", r.ProductIds)]);

    public static readonly ProblemKind PictureNotFound = For(
        new PictureNotFound(), 404, "The product has no such picture", "Read the product again: 'images' has the pictures it has.");

    public static readonly ProblemKind ScheduledChangeNotFound = For(
        new ScheduledChangeNotFound(), 404, "The product has no such change", "Read the product's scheduled changes again.");

    public static readonly ProblemKind CartItemNotFound = For(
        new CartItemNotFound(), 404, "The cart has no such item", "Read the cart again: the item is not, or no longer, in it.");

    public static readonly ProblemKind GuestCartsUsedUp = For(
        new GuestCartsUsedUp(),
        429,
        "Too many guests have begun a cart at this address today",
        "Log in and put it into the account's cart, or try again tomorrow.");

    public static readonly ProblemKind OrderNotFound = For(
        new OrderNotFound(), 404, "There is no such order", "Check the order's id against the list of your orders.");

    public static readonly ProblemKind AddressNotFound = For(
        new AddressNotFound(), 404, "There is no such address", "Check the id against /addresses, or send the address as 'delivery'.");

    public static readonly ProblemKind EventNotFound = For(
        new EventNotFound(), 404, "There is no such event", "Check the id: there is nothing with it.");

    public static readonly ProblemKind JobNotFound = For(
        new JobNotFound(), 404, "There is no such job", "Ask an instance that runs jobs for one of its jobs.");

    public static readonly ProblemKind SessionNotFound = For(
        new SessionNotFound(), 404, "There is no such session", "Check the id against /auth/sessions: it may have ended already.");

    public static readonly ProblemKind ShopperNotFound = For(
        new ShopperNotFound(), 404, "There is no such shopper", "Check the id against /admin/shoppers: the account may be deleted.");

    public static readonly ProblemKind NoteNotFound = For(
        new NoteNotFound(), 404, "There is no such note", "Read the shopper's notes again: it may be deleted already.");

    public static readonly ProblemKind InsufficientStock = For(
        new InsufficientStock(42, 3, 1),
        409,
        "There are not enough pieces in stock",
        "Lower the quantities to what 'items' says is available.",
        r => [("items", r.Items)]);

    public static readonly ProblemKind StockChanged = For(
        new StockChanged(12, 9),
        409,
        "The stock has changed since it was read",
        "Read the product and count again: 'stock' is what it is now, 'expectedStock' what it was.",
        r => [("stock", r.Stock), ("expectedStock", r.Expected)]);

    public static readonly ProblemKind SkuTaken = For(
        new SkuTaken("CHAIR-01", 42),
        409,
        "Another product has that SKU",
        "Choose another one, or change that of the product 'productId'.",
        r => [("sku", r.Sku), ("productId", r.ProductId)]);

    public static readonly ProblemKind ScheduledChangeEnded = For(
        new ScheduledChangeEnded(ScheduledChangeStatus.Applied),
        409,
        "The change is applied or cancelled already",
        "Read the product's scheduled changes again: 'changeStatus' says what became of it.",
        r => [("changeStatus", r.Status)]);

    public static readonly ProblemKind TooManyPictures = For(
        new TooManyPictures(20),
        409,
        "The product has no room for more pictures",
        "Remove one first: a product has at most 'max'.",
        r => [("max", r.Max)]);

    public static readonly ProblemKind PictureAlreadyThere = For(
        new PictureAlreadyThere(), 409, "The product has this picture already", "There is nothing left to do: it was not added again.");

    public static readonly ProblemKind NoProductOfName = For(
        new NoProductOfName("TEA-001"),
        404,
        "No product has that SKU",
        "Name the file after the product's SKU, with '-2', '-3' … behind it for further pictures, and send it again.",
        r => [("name", r.Name)]);

    public static readonly ProblemKind PictureNameAmbiguous = For(
        new PictureNameAmbiguous("TEA-001, tea-001"),
        409,
        "Several products have that SKU but for upper and lower case",
        "Spell the file's name exactly as one of 'skus' and send it again.",
        r => [("skus", r.Skus)]);

    public static readonly ProblemKind OrderTotalChanged = For(
        new OrderTotalChanged(3000, 3500),
        409,
        "The order costs something else now",
        "A price has changed. Show the shopper 'total' and order again with it.",
        r => [("expectedTotal", r.ExpectedTotal), ("total", r.Total)]);

    public static readonly ProblemKind InsufficientBalance = For(
        new InsufficientBalance(1000, 3000),
        409,
        "The wallet holds too little",
        "Charge the wallet with at least 'shortfall' and order again.",
        r => [("balance", r.Balance), ("required", r.Required), ("shortfall", r.Shortfall)]);

    public static readonly ProblemKind BalanceLimitExceeded = For(
        new BalanceLimitExceeded(999_995_000, 1_000_000_000),
        409,
        "The wallet can't hold that much",
        "Charge a smaller amount: a wallet holds at most 'maxBalance'.",
        r => [("balance", r.Balance), ("maxBalance", r.MaxBalance)]);

    public static readonly ProblemKind CartEmpty = For(
        new CartEmpty(), 409, "The cart is empty", "Put a product into the cart first.");

    public static readonly ProblemKind OrderNotCancellable = For(
        new OrderNotCancellable(OrderStatus.Cancelled),
        409,
        "The order can't be cancelled",
        "The order is cancelled already, or has left the shop: read it again.");

    public static readonly ProblemKind OrderStatusConflict = For(
        new OrderStatusConflict(OrderStatus.Shipped),
        409,
        "The order is not where this step begins",
        "Read the order again: 'orderStatus' says where it is now.",
        r => [("orderStatus", r.Status)]); // 'status' is HTTP's (RFC 9457)

    public static readonly ProblemKind OrderOwnerGone = For(
        new OrderOwnerGone(),
        409,
        "The order's owner has deleted their account",
        "There is no wallet to refund to: ship the order, or settle it outside of the shop.");

    public static readonly ProblemKind RefundExceedsOrder = For(
        new RefundExceedsOrder([new(42, 3, 1)]), 409, "More is given back than is left of the order",
        "Lower the quantities to what 'items' says is available.", r => [("items", r.Items)]);

    public static readonly ProblemKind ReturnNotFound = For(
        new ReturnNotFound(), 404, "There is no such return", "Read the list of returns again: it may have been withdrawn.");

    public static readonly ProblemKind ReturnAlreadyOpen = For(
        new ReturnAlreadyOpen(), 409, "A return of this order waits already", "Wait until it is answered: /orders/{id}/returns tells.");

    public static readonly ProblemKind ReturnAlreadyAnswered = For(
        new ReturnAlreadyAnswered(ReturnStatus.Accepted), 409, "The return was answered already",
        "Read it again: 'returnStatus' says how.", r => [("returnStatus", r.Status)]);

    public static readonly ProblemKind TooManyAddresses = For(
        new TooManyAddresses(AddressLimits.MaxCount),
        409,
        "The shopper keeps as many addresses as there may be",
        "Remove an address first: there may be 'max' of them.",
        r => [("max", r.Max)]);

    public static readonly ProblemKind EventAlreadySent = For(
        new EventAlreadySent(), 409, "The event was already sent", "The platform has the event already; there is nothing left to do.");

    public static readonly ProblemKind BalanceNotForfeited = For(
        new BalanceNotForfeited(1000),
        409,
        "There is money left in the wallet",
        "Confirm that 'balance' is given up, or spend it first.",
        r => [("balance", r.Balance)]);

    public static readonly ProblemKind LastAdminStays = For(
        new LastAdminStays(), 409, "The shop needs an admin who can log in", "Give another account the role Admin first.");

    public static readonly ProblemKind OwnFactor = For(
        new OwnFactor(),
        409,
        "It is your own second factor",
        "Change it on the page /account/security, which asks who you are, or have another admin reset it.");

    public static readonly ProblemKind FactorNotSet = For(
        new FactorNotSet(), 409, "The account has no second factor", "Read the account again: there is nothing to reset.");

    public static readonly ProblemKind OwnAccount = For(
        new OwnAccount(), 409, "It is your own account", "Have another admin do it: nobody locks or corrects their own.");

    public static readonly ProblemKind AccountAlreadyLocked = For(
        new AccountAlreadyLocked(), 409, "The account is locked already", "Read the account again: there is nothing left to do.");

    public static readonly ProblemKind NoteOfAnother = For(
        new NoteOfAnother(), 409, "The note is another admin's", "Have the admin delete it who wrote it.");

    public static readonly ProblemKind CorrectionBelowZero = For(
        new CorrectionBelowZero(1000),
        409,
        "The wallet holds less than that",
        "Take at most 'balance': a wallet is never below zero.",
        r => [("balance", r.Balance)]);

    public static readonly ProblemKind PreconditionFailed = For(
        new StaleVersion(2),
        412,
        "It was changed by somebody else",
        "Read the product again, apply the change to what it is now, and send its new ETag.");

    public static readonly ProblemKind IdempotencyKeyReused = For(
        new IdempotencyKeyReused(),
        422,
        "The Idempotency-Key belongs to another request",
        "Use a new key for a new request; a key belongs to one body.");

    /// <summary>Every row, in this order.</summary>
    public static readonly IReadOnlyList<ProblemKind> All = typeof(ProblemKind)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(row => row.GetValue(null))
        .OfType<ProblemKind>()
        .ToList();

    private static readonly Dictionary<string, ProblemKind> ByCode = All.ToDictionary(kind => kind.Code);

    private static readonly ProblemKind[] ByStatus =
    [
        ValidationFailed, Unauthorized, Forbidden, NotFound, MethodNotAllowed, RequestTimeout, PreconditionFailed, BodyTooLarge,
        UnsupportedMediaType, PreconditionRequired, RateLimited, InternalError, Unavailable,
    ];

    private Func<Refusal, (string Name, object? Value)[]> members = _ => [];

    /// <summary>The refusal that is answered with this, as the API's description shows it; null for what HTTP alone refuses.</summary>
    public Refusal? Example { get; private init; }

    /// <summary>The row of a refusal; one without a row is a bug.</summary>
    public static ProblemKind Of(Refusal refusal) => ByCode.GetValueOrDefault(refusal.Code)
        ?? throw new InvalidOperationException($"No row of {nameof(ProblemKind)} is about the refusal {refusal.Code}.");

    /// <summary>The general kind for a status that the framework answered by itself.</summary>
    public static ProblemKind Of(int status) => Array.Find(ByStatus, kind => kind.Status == status)
        ?? (status >= 500 ? InternalError with { Status = status } : ValidationFailed with { Status = status });

    /// <summary>What the problem tells besides the members that all have, in the row's order.</summary>
    public IReadOnlyList<(string Name, object? Value)> MembersOf(Refusal refusal) => members(refusal);

    private static ProblemKind For<T>(
        T example, int status, string title, string detail, Func<T, (string Name, object? Value)[]>? members = null)
        where T : Refusal =>
        new(example.Code, status, title, detail) { Example = example, members = refusal => members?.Invoke((T)refusal) ?? [] };
}
