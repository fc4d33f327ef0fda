using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Catalog;

/// <summary>Something the shop sells. Its stock always equals the sum of its <see cref="StockMovement"/>s.</summary>
public sealed class Product
{
    public const int MaxNameLength = 200;
    public const int MaxDescriptionLength = 4000;
    public const int MaxImageUrlLength = 500;

    /// <summary>Highest price, in minor units; with 100 lines of 999 pieces a total stays far inside 64 bits.</summary>
    public const long MaxPrice = 1_000_000_000;

    public const int MaxStock = 1_000_000_000;

    /// <summary>With this many pieces or fewer, shoppers are told that it runs out.</summary>
    public const int LowStock = 5;

    private long price;

    public long Id { get; init; }

    /// <summary>The shop's own number for it, unique where it has one (<see cref="Catalog.Sku"/>).</summary>
    public string? Sku { get; set; }

    public required string Name { get; set; }

    /// <summary>Shown instead of <see cref="Name"/> to those who read English.</summary>
    public string? NameEn { get; set; }

    public string Description { get; set; } = "";

    public string? DescriptionEn { get; set; }

    /// <summary>In minor units, 1 to <see cref="MaxPrice"/>. Changed by <see cref="Reprice(long, Actor, DateTime)"/> alone.</summary>
    public long Price { get => price; init => price = value; }

    /// <summary>Pieces that can be sold now; never negative. Changed only under the row's lock, with a movement.</summary>
    public int Stock { get; set; }

    /// <summary>With this many pieces or fewer it is low for the shop; null for <see cref="StockOptions.LowAt"/>.</summary>
    public int? LowStockAt { get; set; }

    /// <summary>When <see cref="LowStockWatch"/> saw that it is low; null while it is not, or was not seen yet.</summary>
    public DateTime? LowSince { get; set; }

    public long CategoryId { get; set; }

    public Category Category { get; set; } = null!;

    /// <summary>A path of this site or an https address: what is shown while the product has no uploaded pictures.</summary>
    public string? ImageUrl { get; set; }

    /// <summary>The first uploaded picture's key (<see cref="ProductPicture.Key"/>), so that lists read no other table.</summary>
    public string? Picture { get; set; }

    /// <summary>Only published products exist for shoppers.</summary>
    public bool Published { get; set; } = true;

    /// <summary>Counts the edits of an admin; a sale does not change it.</summary>
    public int Version { get; set; } = 1;

    public DateTime CreatedAt { get; init; }

    /// <summary>Everything a search looks at, folded by <see cref="Catalog.SearchText"/>.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>Where <see cref="Name"/> stands in the order of a Korean list (<see cref="NameOrder"/>).</summary>
    public byte[] NameSortKey { get; set; } = [];

    /// <summary>Where the name that English readers see stands in the order of an English list.</summary>
    public byte[] NameSortKeyEn { get; set; } = [];

    /// <summary>Gives it another price, and returns the row of its history; null when it costs that already.</summary>
    /// <param name="actorId">The account that changes it, or that planned the change.</param>
    internal PriceChange? Reprice(long newPrice, long? actorId, ActorOrigin origin, DateTime at)
    {
        if (newPrice == price) return null;
        var change = new PriceChange
        {
            ProductId = Id,
            OldPrice = price,
            NewPrice = newPrice,
            ActorId = actorId,
            Origin = origin,
            CreatedAt = at,
        };
        price = newPrice;
        return change;
    }

    internal PriceChange? Reprice(long newPrice, Actor actor, DateTime at) => Reprice(newPrice, actor.AccountId, actor.Origin, at);
}

/// <summary>A shelf of the shop.</summary>
public sealed class Category
{
    public const int MaxNameLength = 100;

    public long Id { get; init; }

    public required string Name { get; init; }

    public string? NameEn { get; set; }

    /// <summary>A name as it is stored and looked for: two that look the same are one category.</summary>
    public static string Clean(string? name) => InvisibleText.Remove(Validation.Clean(Validation.Cut(name, 8 * MaxNameLength))).Trim();
}

/// <summary>A change of a product's stock and why. Append-only: the database refuses to change or delete one.</summary>
public sealed class StockMovement
{
    public const int MaxReasonLength = 200;

    public long Id { get; init; }

    public long ProductId { get; init; }

    public Product Product { get; init; } = null!;

    /// <summary>Pieces in (positive) or out (negative).</summary>
    public int Delta { get; init; }

    /// <summary>One of <see cref="StockReason"/>, or an admin's own words.</summary>
    public required string Reason { get; init; }

    /// <summary>The order that took or returned the pieces; null for what an admin did.</summary>
    public long? OrderId { get; init; }

    public Order? Order { get; init; }

    /// <summary>Which part refund of the order returned the pieces: 1, 2, 3 …; 0 for all else.</summary>
    public int RefundNumber { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>What an order took (negative) or gave back.</summary>
    public static StockMovement OfOrder(
        long orderId, long productId, int delta, string reason, DateTime at, int refundNumber = 0) =>
        new()
        {
            ProductId = productId,
            Delta = delta,
            Reason = reason,
            OrderId = orderId,
            RefundNumber = refundNumber,
            CreatedAt = at,
        };
}

public static class StockReason
{
    public const string Initial = "initial";
    public const string Sale = "sale";
    public const string Cancellation = "cancellation";
    public const string Refund = "refund";
    public const string Import = "import";

    /// <summary>Pieces were counted; an admin's words may follow (<see cref="OfStockTake"/>).</summary>
    public const string StockTake = "stock-take";

    private const string Separator = ": ";

    /// <summary>So many characters of an admin's own words are kept with a stock take: what there is room for behind its name.</summary>
    public const int MaxStockTakeWords = StockMovement.MaxReasonLength - 12; // the length of "stock-take: ", which no constant can ask

    /// <summary>The reason of a stock take.</summary>
    public static string OfStockTake(string words) => words.Length == 0 ? StockTake : StockTake + Separator + words;

    /// <summary>What an admin said to a stock take, empty for nothing; null for a movement that is none.</summary>
    public static string? WordsOfStockTake(string reason) =>
        reason == StockTake ? ""
        : reason.StartsWith(StockTake + Separator, StringComparison.Ordinal) ? reason[(StockTake.Length + Separator.Length)..]
        : null;
}

internal sealed class CatalogTables
    : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<Category>, IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("products", t =>
        {
            t.HasCheckConstraint("ck_products_stock_not_negative", "stock >= 0");
            t.HasCheckConstraint("ck_products_price_in_range", $"price >= 1 AND price <= {Product.MaxPrice}");
        });
        product.Property(p => p.Sku).HasMaxLength(Sku.MaxLength);
        product.HasIndex(p => p.Sku).IsUnique();
        product.Property(p => p.Picture).HasMaxLength(ProductPicture.MaxKeyLength);
        product.Property(p => p.Name).HasMaxLength(Product.MaxNameLength);
        product.Property(p => p.NameEn).HasMaxLength(Product.MaxNameLength);
        product.Property(p => p.Description).HasMaxLength(Product.MaxDescriptionLength);
        product.Property(p => p.DescriptionEn).HasMaxLength(Product.MaxDescriptionLength);
        product.Property(p => p.ImageUrl).HasMaxLength(Product.MaxImageUrlLength);
        product.Property(p => p.Version).IsConcurrencyToken();
        product.HasOne(p => p.Category).WithMany().OnDelete(DeleteBehavior.Restrict);
        // One index for each order of the catalog, so that a page is read in order and nothing is sorted.
        product.HasIndex(p => new { p.Published, p.Id });
        product.HasIndex(p => new { p.Published, p.Price, p.Id });
        product.Property(p => p.NameSortKey).HasMaxLength(NameOrder.MaxKeyLength);
        product.Property(p => p.NameSortKeyEn).HasMaxLength(NameOrder.MaxKeyLength);
        product.HasIndex(p => new { p.Published, p.NameSortKey, p.Id });
        product.HasIndex(p => new { p.Published, p.NameSortKeyEn, p.Id });
        product.HasIndex(p => new { p.CategoryId, p.Published, p.Id });
        // What is low, without the stock: a sale changes no column of an index (docs/decisions/0033, 0034).
        product.HasIndex(p => p.Id).HasDatabaseName("ix_products_low").HasFilter("low_since IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("categories");
        category.Property(c => c.Name).HasMaxLength(Category.MaxNameLength);
        category.Property(c => c.NameEn).HasMaxLength(Category.MaxNameLength);
        category.HasIndex(c => c.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToAppendOnlyTable("stock_movements");
        movement.Property(m => m.Reason).HasMaxLength(StockMovement.MaxReasonLength);
        movement.HasOne(m => m.Product).WithMany().OnDelete(DeleteBehavior.Restrict);
        movement.HasOne(m => m.Order).WithMany().HasForeignKey(m => m.OrderId).OnDelete(DeleteBehavior.Restrict);
        movement.HasIndex(m => m.ProductId);
        movement.Property(m => m.RefundNumber).HasDefaultValue(0).ValueGeneratedNever();
        // A sale, its cancellation and each of its part refunds book each product of an order once.
        movement.HasIndex(m => new { m.OrderId, m.ProductId, m.Reason, m.RefundNumber }).IsUnique();
    }
}
