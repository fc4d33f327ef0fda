using Ecommerce.Core.Catalog;
using Ecommerce.Core.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Carts;

/// <summary>
/// What somebody means to buy: a shopper's, or a guest's until the log-in merges it. Its row lock makes edits and the checkout of one
/// cart take turns.
/// </summary>
public sealed class Cart
{
    public const int GuestKeyLength = 32;

    public long Id { get; init; }

    public long? ShopperId { get; init; }

    /// <summary>The random key in a guest's cookie.</summary>
    public string? GuestKey { get; init; }

    public DateTime UpdatedAt { get; set; }
}

/// <summary>One product in a cart; a product is in a cart at most once.</summary>
public sealed class CartItem
{
    public long Id { get; init; }

    public long CartId { get; init; }

    public long ProductId { get; init; }

    public Product Product { get; init; } = null!;

    /// <summary>Pieces, 1 to <see cref="Ordering.OrderLimits.MaxQuantity"/>.</summary>
    public int Quantity { get; set; }

    /// <summary>The price when the shopper last put it in or changed it, in minor units: tells that a price has changed since.</summary>
    public long PriceSeen { get; set; }
}

internal sealed class CartTables : IEntityTypeConfiguration<Cart>, IEntityTypeConfiguration<CartItem>
{
    public void Configure(EntityTypeBuilder<Cart> cart)
    {
        cart.ToTable("carts", t => t.HasCheckConstraint(
            "ck_carts_one_owner", "(shopper_id IS NULL AND guest_key IS NOT NULL) OR (shopper_id IS NOT NULL AND guest_key IS NULL)"));
        cart.Property(c => c.GuestKey).HasMaxLength(Cart.GuestKeyLength);
        cart.HasOne<Shopper>().WithOne().HasForeignKey<Cart>(c => c.ShopperId).OnDelete(DeleteBehavior.Restrict);
        cart.HasIndex(c => c.ShopperId).IsUnique();
        cart.HasIndex(c => c.GuestKey).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CartItem> item)
    {
        item.ToTable("cart_items", t => t.HasCheckConstraint(
            "ck_cart_items_quantity_in_range", $"quantity >= 1 AND quantity <= {Ordering.OrderLimits.MaxQuantity}"));
        item.HasOne<Cart>().WithMany().HasForeignKey(i => i.CartId).OnDelete(DeleteBehavior.Cascade);
        item.HasOne(i => i.Product).WithMany().OnDelete(DeleteBehavior.Restrict);
        item.HasIndex(i => new { i.CartId, i.ProductId }).IsUnique();
    }
}
