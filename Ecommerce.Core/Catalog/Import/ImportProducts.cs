using System.Globalization;
using System.Text;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Import;

/// <summary>
/// Makes and changes products by their SKU, as a file says: all of its lines or none (docs/decisions/0029). The stock that a line names is
/// reached by a movement from what it is at that moment.
/// </summary>
public sealed class ImportProducts(
    AdminTransaction transaction, IDbContextFactory<ShopContext> contexts, ImportWork work, StoreClock clock)
{
    /// <summary>So many rows go in one statement.</summary>
    private const int BatchSize = 2000;

    /// <summary>What the file would do. Changes nothing, locks nothing.</summary>
    public Task<ImportReport> CheckAsync(IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken) =>
        work.RunAsync(
            async token =>
            {
                var (rows, errors) = ImportRow.Check(lines);
                return await ReportAsync(rows, errors, token);
            },
            cancellationToken);

    /// <summary>
    /// Applies the file, or answers what is wrong with it and applies nothing. Too many at once: <see cref="OverloadedException"/>.
    /// </summary>
    /// <param name="file">What the audit calls the file: a part of its hash.</param>
    /// <param name="progress">Told of how much is written, from 0 to 1.</param>
    public Task<Result<ImportReport>> RunAsync(
        Actor actor,
        string file,
        IReadOnlyList<ImportLine> lines,
        IProgress<double>? progress,
        CancellationToken cancellationToken) =>
        work.RunAsync<Result<ImportReport>>(
            async token =>
            {
                var (rows, errors) = ImportRow.Check(lines);
                // Found before the transaction, so that on SQLite, which has one writer, nobody waits for it.
                var found = await ReportAsync(rows, errors, token);
                if (errors.Count > 0) return found;
                if (found.Created + found.Updated == 0) return found with { Applied = true };
                return await transaction.RunAloneAsync(
                    actor, (unit, inner) => ApplyAsync(unit, actor, file, rows, progress, inner), token);
            },
            cancellationToken);

    private async Task<ImportReport> ReportAsync(
        Dictionary<string, ImportRow> rows, List<ImportError> errors, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = await ImportPlan.MakeAsync(db, rows, cancellationToken);
        return new ImportReport(plan.New.Count, plan.Changed.Count, plan.Unchanged, errors, Applied: false);
    }

    private async Task<Result<Changed<ImportReport>>> ApplyAsync(
        EditingUnit unit,
        Actor actor,
        string file,
        Dictionary<string, ImportRow> rows,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var candidates = await ImportPlan.MakeAsync(unit.Db, rows, cancellationToken);
        // Only what changes is locked, so that everything else goes on being sold; what it is now is read under the locks.
        await unit.Locks.ProductsAsync(candidates.Changed.Select(c => c.Product.Id), cancellationToken);
        var locked = candidates.Changed.ToDictionary(c => c.Row.Sku, c => c.Row);
        var plan = await ImportPlan.MakeAsync(unit.Db, locked, cancellationToken);
        // A product that lost its number meanwhile would be made anew here: it is found by nobody's number now.
        var added = candidates.New.Concat(plan.New).ToList();
        var categories = await FindOrAddCategoriesAsync(unit.Db, added.Concat(plan.Changed.Select(c => c.Row)), cancellationToken);
        var (done, all) = (0, added.Count + plan.Changed.Count);
        foreach (var batch in plan.Changed.Chunk(BatchSize))
        {
            await unit.WriteAsync(FactsOf(actor, batch, categories), cancellationToken);
            progress?.Report((double)(done += batch.Length) / all);
        }

        var ids = plan.Changed.Select(c => c.Product.Id).ToList();
        foreach (var batch in added.Chunk(BatchSize))
        {
            ids.AddRange(await AddAsync(unit, batch, categories, cancellationToken));
            progress?.Report((double)(done += batch.Length) / all);
        }

        var report = new ImportReport(added.Count, plan.Changed.Count, rows.Count - all, [], Applied: true);
        return new Changed<ImportReport>(
            report,
            AdminChange.Of(
                AdminActions.ProductsImported,
                new(AuditSubjects.Products, file),
                after: new { report.Created, report.Updated, report.Unchanged, Products = Ranges(ids) }));
    }

    private Facts FactsOf(Actor actor, IReadOnlyList<(ImportRow Row, Product Product)> batch, Dictionary<string, Category> categories)
    {
        var (now, prices) = (clock.UtcNow, new List<PriceChange>());
        foreach (var (row, product) in batch)
        {
            var category = categories[row.Edit.Category!];
            ImportPlan.EditOf(row, product).ApplyTo(product, category);
            if (product.Reprice(row.Edit.Price, actor, now) is { } price) prices.Add(price);
            product.CategoryId = category.Id;
            product.Version++;
        }

        return new Facts
        {
            ProductEdits = [.. batch.Select(c => c.Product)],
            PriceChanges = prices,
            Movements = [.. batch.Where(c => c.Row.Stock != c.Product.Stock)
                .Select(c => Movement(c.Product.Id, c.Row.Stock - c.Product.Stock))],
        };
    }

    private async Task<IReadOnlyList<long>> AddAsync(
        EditingUnit unit, IReadOnlyList<ImportRow> batch, Dictionary<string, Category> categories, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        await unit.WriteAsync(
            new Facts { NewProducts = [.. batch.Select(row => ImportPlan.NewProduct(row, categories[row.Edit.Category!], now))] },
            cancellationToken);
        var skus = batch.Select(row => row.Sku).ToArray();
        var ids = await unit.Db.Products.Where(p => EF.Parameter(skus).Contains(p.Sku))
            .ToDictionaryAsync(p => p.Sku!, p => p.Id, cancellationToken);
        await unit.WriteAsync(
            new Facts { Movements = [.. batch.Where(row => row.Stock > 0).Select(row => Movement(ids[row.Sku], row.Stock))] },
            cancellationToken);
        return [.. ids.Values];
    }

    private StockMovement Movement(long productId, int delta) =>
        new() { ProductId = productId, Delta = delta, Reason = StockReason.Import, CreatedAt = clock.UtcNow };

    private static async Task<Dictionary<string, Category>> FindOrAddCategoriesAsync(
        ShopContext db, IEnumerable<ImportRow> rows, CancellationToken cancellationToken)
    {
        var names = rows.Select(row => row.Edit.Category!).Distinct().ToArray();
        var found = await db.Categories.Where(c => EF.Parameter(names).Contains(c.Name)).ToDictionaryAsync(c => c.Name, cancellationToken);
        foreach (var name in names.Where(name => !found.ContainsKey(name)))
            db.Add(found[name] = new Category { Name = name });
        await db.SaveChangesAsync(cancellationToken);
        return found;
    }

    /// <summary>Numbers as text: <c>1-3,7</c>. A file's products mostly have numbers in a row.</summary>
    private static string Ranges(IEnumerable<long> ids)
    {
        var text = new StringBuilder();
        var (first, last) = (0L, 0L);
        foreach (var id in ids.Order().Append(long.MaxValue))
        {
            if (last != 0 && id != last + 1)
            {
                if (text.Length > 0) text.Append(',');
                text.Append(CultureInfo.InvariantCulture, $"{first}");
                if (last > first) text.Append(CultureInfo.InvariantCulture, $"-{last}");
                first = id;
            }

            if (last == 0) first = id;
            last = id;
        }

        return text.ToString();
    }
}
