using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

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
        var clean = edit.Check(validation);
        validation.Require(stock is >= 0 and <= Product.MaxStock, "stock", $"Must be an integer from 0 to {Product.MaxStock}.");
        if (validation.Failure is { } failure) return failure;
        if (await FindTakenAsync(unit.Db, clean.Sku, 0, cancellationToken) is { } taken) return taken;

        var product = new Product { Name = clean.Name!, Price = clean.Price, Stock = stock, CreatedAt = clock.UtcNow };
        clean.ApplyTo(product, await FindOrAddCategoryAsync(unit.Db, clean, cancellationToken));
        unit.Db.Add(product);
        if (stock > 0)
            unit.Db.Add(
                new StockMovement { Product = product, Delta = stock, Reason = StockReason.Initial, CreatedAt = product.CreatedAt });
        await unit.Db.SaveChangesAsync(cancellationToken);
        return Change(AdminActions.ProductCreated, before: null, ProductRecord.Of(product, []));
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
                var clean = edit.Check(validation);
                if (validation.Failure is { } failure) return failure;
                if (await unit.Locks.ProductAsync(id, token) is null) return new ProductNotFound([id]);
                var product = await unit.Db.Products.Include(p => p.Category).SingleAsync(p => p.Id == id, token);
                if (expectedVersion is { } expected && expected != product.Version) return new StaleVersion(product.Version);
                if (await FindTakenAsync(unit.Db, clean.Sku, id, token) is { } taken) return taken;

                var pictures = await unit.Db.PicturesOf(id).AsNoTracking().ToListAsync(token);
                var before = ProductRecord.Of(product, pictures);
                clean.ApplyTo(product, await FindOrAddCategoryAsync(unit.Db, clean, token));
                product.Version++;
                if (product.Reprice(clean.Price, actor, clock.UtcNow) is { } price) unit.Db.Add(price);
                await unit.Db.SaveChangesAsync(token);
                return Change(AdminActions.ProductUpdated, before, ProductRecord.Of(product, pictures));
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
                var product = (await unit.Db.FindRecordAsync(id, token))!;
                return new Changed<ProductRecord>(
                    product,
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
        return await db.FindRecordAsync(id, cancellationToken) is { } product ? product : new ProductNotFound([id]);
    }

    private static Changed<ProductRecord> Change(string action, ProductRecord? before, ProductRecord after) =>
        new(after, AdminChange.Of(action, new(AuditSubjects.Product, after.Id), before is null ? null : Decided(before), Decided(after)));

    /// <summary>What an admin decides about a product.</summary>
    private static object Decided(ProductRecord p) => new
    {
        p.Sku,
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
        p.LowStockAt,
        p.Version,
    };

    private static async Task<SkuTaken?> FindTakenAsync(ShopContext db, string? sku, long ownId, CancellationToken cancellationToken)
    {
        if (sku is null) return null;
        // Two admins who give one number at once meet at its unique index; the slower one's unit runs again and finds it taken.
        var other = await db.Products.Where(p => p.Sku == sku && p.Id != ownId).Select(p => p.Id).FirstOrDefaultAsync(cancellationToken);
        return other == 0 ? null : new SkuTaken(sku, other);
    }

    private static async Task<Category> FindOrAddCategoryAsync(ShopContext db, ProductEdit edit, CancellationToken cancellationToken)
    {
        var category = await db.Categories.FirstOrDefaultAsync(c => c.Name == edit.Category, cancellationToken);
        // Two admins who make the same category at once meet at its unique name; the slower one's unit runs again and finds it.
        if (category is null) db.Add(category = new Category { Name = edit.Category! });
        category.NameEn = edit.CategoryEn ?? category.NameEn;
        return category;
    }
}
