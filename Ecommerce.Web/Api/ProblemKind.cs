namespace Ecommerce.Web.Api;

/// <summary>One kind of refusal as the API words it. Clients switch on <paramref name="Code"/>, which never changes.</summary>
public sealed record ProblemKind(string Code, int Status, string Title)
{
    public static readonly ProblemKind ValidationFailed = new("validation-failed", 400, "The request is not valid");
    public static readonly ProblemKind IdempotencyKeyInvalid = new("idempotency-key-invalid", 400, "The Idempotency-Key is malformed");
    public static readonly ProblemKind Unauthorized = new("unauthorized", 401, "A valid bearer token is needed");
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "This account may not do that");
    public static readonly ProblemKind NotFound = new("not-found", 404, "There is nothing here");
    public static readonly ProblemKind ProductNotFound = new("product-not-found", 404, "There is no such product");
    public static readonly ProblemKind CartItemNotFound = new("cart-item-not-found", 404, "The cart has no such item");
    public static readonly ProblemKind OrderNotFound = new("order-not-found", 404, "There is no such order");
    public static readonly ProblemKind EventNotFound = new("event-not-found", 404, "There is no such event");
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405, "This address does not take that method");
    public static readonly ProblemKind InsufficientStock = new("insufficient-stock", 409, "There are not enough pieces in stock");
    public static readonly ProblemKind OrderTotalChanged = new("order-total-changed", 409, "The order costs something else now");
    public static readonly ProblemKind InsufficientBalance = new("insufficient-balance", 409, "The wallet holds too little");
    public static readonly ProblemKind BalanceLimitExceeded = new("balance-limit-exceeded", 409, "The wallet can't hold that much");
    public static readonly ProblemKind CartEmpty = new("cart-empty", 409, "The cart is empty");
    public static readonly ProblemKind OrderNotCancellable = new("order-not-cancellable", 409, "The order can't be cancelled");
    public static readonly ProblemKind EventAlreadySent = new("event-already-sent", 409, "The event was already sent");
    public static readonly ProblemKind PreconditionFailed = new("precondition-failed", 412, "It was changed by somebody else");
    public static readonly ProblemKind BodyTooLarge = new("body-too-large", 413, "The request body is too large");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported-media-type", 415, "The body must be JSON");
    public static readonly ProblemKind IdempotencyKeyReused = new("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request");
    public static readonly ProblemKind PreconditionRequired = new("precondition-required", 428, "An If-Match header is needed");
    public static readonly ProblemKind RateLimited = new("rate-limited", 429, "Too many requests");
    public static readonly ProblemKind InternalError = new("internal-error", 500, "Something went wrong on our side");
    public static readonly ProblemKind Unavailable = new("unavailable", 503, "The shop is not available right now");

    private static readonly ProblemKind[] ByStatus =
    [
        ValidationFailed, Unauthorized, Forbidden, NotFound, MethodNotAllowed, PreconditionFailed, BodyTooLarge, UnsupportedMediaType,
        PreconditionRequired, RateLimited, InternalError, Unavailable,
    ];

    /// <summary>The general kind for a status that the framework answered by itself.</summary>
    public static ProblemKind Of(int status) => Array.Find(ByStatus, kind => kind.Status == status)
        ?? (status >= 500 ? InternalError with { Status = status } : ValidationFailed with { Status = status });
}
