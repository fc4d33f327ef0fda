using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

/// <summary>What an admin says about a product; its stock moves only by <see cref="ProductEditor.AdjustStockAsync"/>.</summary>
/// <param name="Price">In minor units, 1 to <see cref="Product.MaxPrice"/>.</param>
/// <param name="Category">The category's name; a new one is made.</param>
/// <param name="ImageUrl">A path of this site or an https address.</param>
public sealed record ProductEdit(
    string? Name,
    long Price,
    string? Category,
    string? Description = null,
    string? ImageUrl = null,
    bool Published = true,
    string? NameEn = null,
    string? DescriptionEn = null,
    string? CategoryEn = null);

/// <summary>A product as admins see it, on pages and by API.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="Version">Counts the edits; a sale does not change it.</param>
public sealed record ProductRecord(
    long Id,
    string Name,
    string? NameEn,
    long Price,
    int Stock,
    string Category,
    string? CategoryEn,
    string? ImageUrl,
    string Description,
    string? DescriptionEn,
    bool Published,
    int Version,
    DateTime CreatedAt)
    : IBilingualName
{
    internal static ProductRecord Of(Product p) => new(
        p.Id,
        p.Name,
        p.NameEn,
        p.Price,
        p.Stock,
        p.Category.Name,
        p.Category.NameEn,
        p.ImageUrl,
        p.Description,
        p.DescriptionEn,
        p.Published,
        p.Version,
        p.CreatedAt);
}

/// <summary>What admins do to the catalog. All of it is refused to an actor without the role.</summary>
public sealed class ProductEditor(AdminTransaction transaction, IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    /// <summary>Creates a product; its stock is booked as the first movement. Refused: values out of range.</summary>
    public Task<Result<ProductRecord>> CreateAsync(Actor actor, ProductEdit edit, int stock, CancellationToken cancellationToken) =>
        transaction.RunAsync(actor, (unit, token) => AddAsync(unit, edit, stock, token), cancellationToken);

    /// <summary>As <see cref="CreateAsync"/>, inside a transaction that does more.</summary>
    internal async Task<Result<Changed<ProductRecord>>> AddAsync(
        EditingUnit unit, ProductEdit edit, int stock, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var clean = Check(edit, validation);
        validation.Require(stock is >= 0 and <= Product.MaxStock, "stock", $"Must be an integer from 0 to {Product.MaxStock}.");
        if (validation.Failure is { } failure) return failure;

        var product = new Product { Name = clean.Name!, Stock = stock, CreatedAt = clock.UtcNow };
        Apply(clean, product, await FindOrAddCategoryAsync(unit.Db, clean, cancellationToken));
        unit.Db.Add(product);
        if (stock > 0)
            unit.Db.Add(
                new StockMovement { Product = product, Delta = stock, Reason = StockReason.Initial, CreatedAt = product.CreatedAt });
        await unit.Db.SaveChangesAsync(cancellationToken);
        return Change(AdminActions.ProductCreated, before: null, ProductRecord.Of(product));
    }

    /// <summary>
    /// Replaces all but the stock. Refused: values out of range, a product that does not exist, an <paramref name="expectedVersion"/> that
    /// is not the current one (null accepts any).
    /// </summary>
    public Task<Result<ProductRecord>> UpdateAsync(
        Actor actor, long id, ProductEdit edit, int? expectedVersion, CancellationToken cancellationToken) =>
        transaction.RunAsync<ProductRecord>(
            actor,
            async (unit, token) =>
            {
                var validation = new Validation();
                var clean = Check(edit, validation);
                if (validation.Failure is { } failure) return failure;
                if (await unit.Locks.ProductAsync(id, token) is null) return new ProductNotFound([id]);
                var product = await unit.Db.Products.Include(p => p.Category).SingleAsync(p => p.Id == id, token);
                if (expectedVersion is { } expected && expected != product.Version) return new StaleVersion(product.Version);

                var before = ProductRecord.Of(product);
                Apply(clean, product, await FindOrAddCategoryAsync(unit.Db, clean, token));
                product.Version++;
                await unit.Db.SaveChangesAsync(token);
                return Change(AdminActions.ProductUpdated, before, ProductRecord.Of(product));
            },
            cancellationToken);

    /// <summary>
    /// Adds pieces (or takes them, when negative) for a reason. By difference, so that a sale in between is not undone. Refused: a
    /// stock below zero or over <see cref="Product.MaxStock"/>, no reason, a product that does not exist.
    /// </summary>
    public Task<Result<ProductRecord>> AdjustStockAsync(
        Actor actor, long id, int delta, string? reason, CancellationToken cancellationToken) =>
        transaction.RunAsync<ProductRecord>(
            actor,
            async (unit, token) =>
            {
                var validation = new Validation();
                validation.Require(
                    delta != 0 && Math.Abs((long)delta) <= Product.MaxStock,
                    "delta",
                    $"Must be an integer other than 0, from -{Product.MaxStock} to {Product.MaxStock}.");
                var cleanReason = validation.Text(reason, "reason", 1, StockMovement.MaxReasonLength);
                if (validation.Failure is { } failure) return failure;
                if (await unit.Locks.ProductAsync(id, token) is not { } locked) return new ProductNotFound([id]);
                var stock = (long)locked.Stock + delta;
                if (stock < 0) return new InsufficientStock(id, -delta, locked.Stock);
                if (stock > Product.MaxStock) return new ValidationFailed("delta", $"The stock can't exceed {Product.MaxStock}.");
                var movement = new StockMovement { ProductId = id, Delta = delta, Reason = cleanReason, CreatedAt = clock.UtcNow };
                await unit.WriteAsync(new Facts { Movements = [movement] }, token);
                var product = await unit.Db.Products.AsNoTracking().Include(p => p.Category).SingleAsync(p => p.Id == id, token);
                return new Changed<ProductRecord>(
                    ProductRecord.Of(product),
                    AdminChange.Of(
                        AdminActions.StockAdjusted,
                        new(AuditSubjects.Product, id),
                        new { locked.Stock },
                        new { product.Stock, Reason = cleanReason }));
            },
            cancellationToken);

    public async Task<Result<ProductRecord>> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.AsNoTracking().Include(p => p.Category).FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
        return product is null ? new ProductNotFound([id]) : ProductRecord.Of(product);
    }

    private static Changed<ProductRecord> Change(string action, ProductRecord? before, ProductRecord after) =>
        new(after, AdminChange.Of(action, new(AuditSubjects.Product, after.Id), before is null ? null : Decided(before), Decided(after)));

    /// <summary>What an admin decides about a product.</summary>
    private static object Decided(ProductRecord p) => new
    {
        p.Name,
        p.NameEn,
        p.Price,
        p.Stock,
        p.Category,
        p.CategoryEn,
        p.ImageUrl,
        p.Description,
        p.DescriptionEn,
        p.Published,
        p.Version,
    };

    private static ProductEdit Check(ProductEdit edit, Validation validation)
    {
        validation.Require(edit.Price is >= 1 and <= Product.MaxPrice, "price", $"Must be an integer from 1 to {Product.MaxPrice}.");
        var clean = edit with
        {
            Name = validation.Text(edit.Name, "name", 1, Product.MaxNameLength),
            NameEn = NullIfEmpty(validation.Text(edit.NameEn, "nameEn", 0, Product.MaxNameLength)),
            Category = Category.Clean(validation.Text(edit.Category, "category", 1, Category.MaxNameLength)),
            CategoryEn = NullIfEmpty(Category.Clean(validation.Text(edit.CategoryEn, "categoryEn", 0, Category.MaxNameLength))),
            Description = validation.Text(edit.Description, "description", 0, Product.MaxDescriptionLength),
            DescriptionEn = NullIfEmpty(validation.Text(edit.DescriptionEn, "descriptionEn", 0, Product.MaxDescriptionLength)),
            ImageUrl = NullIfEmpty(validation.Text(edit.ImageUrl, "imageUrl", 0, Product.MaxImageUrlLength)),
        };
        validation.Require(
            clean.ImageUrl is null || IsImageUrl(clean.ImageUrl), "imageUrl",
            "Must be a path that starts with one '/', or an https address.");
        return clean;
    }

    private static bool IsImageUrl(string url) =>
        url.StartsWith('/')
            ? !url.StartsWith("//", StringComparison.Ordinal) && Uri.IsWellFormedUriString(url, UriKind.Relative)
            : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static async Task<Category> FindOrAddCategoryAsync(ShopContext db, ProductEdit edit, CancellationToken cancellationToken)
    {
        var category = await db.Categories.FirstOrDefaultAsync(c => c.Name == edit.Category, cancellationToken);
        // Two admins who make the same category at once meet at its unique name; the slower one's unit runs again and finds it.
        if (category is null) db.Add(category = new Category { Name = edit.Category! });
        category.NameEn = edit.CategoryEn ?? category.NameEn;
        return category;
    }

    private static void Apply(ProductEdit edit, Product product, Category category)
    {
        product.Name = edit.Name!;
        product.NameEn = edit.NameEn;
        product.Price = edit.Price;
        product.Category = category;
        product.Description = edit.Description!;
        product.DescriptionEn = edit.DescriptionEn;
        product.ImageUrl = edit.ImageUrl;
        product.Published = edit.Published;
        product.SearchText = SearchText.Of(product, category);
        product.NameSortKey = NameOrder.Korean.KeyOf(product.Name);
        product.NameSortKeyEn = NameOrder.English.KeyOf(product.NameEn ?? product.Name);
    }
}
