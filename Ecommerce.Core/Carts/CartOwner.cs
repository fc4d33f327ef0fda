namespace Ecommerce.Core.Carts;

/// <summary>Whose cart: a shopper's, or that of a guest known by the random key in a cookie.</summary>
public readonly record struct CartOwner
{
    private CartOwner(long? shopperId, string? guestKey)
    {
        ShopperId = shopperId;
        GuestKey = guestKey;
    }

    public long? ShopperId { get; }

    public string? GuestKey { get; }

    public static CartOwner Shopper(long id) => new(id, null);

    public static CartOwner Guest(string key) => new(null, key);
}
