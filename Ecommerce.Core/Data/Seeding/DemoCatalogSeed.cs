using System.Text.Json;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>
/// The demo catalog (Catalog/DemoCatalog.json), put into a shop that has no product yet, all of it or nothing; then what the demo shoppers
/// bought of it, after which each product has the stock that the catalog names.
/// </summary>
internal sealed class DemoCatalogSeed(
    IDbContextFactory<ShopContext> contexts,
    ShopTransaction transaction,
    DemoHistory history,
    StoreClock clock,
    IOptions<StoreSettings> store,
    IOptions<SeedOptions> seed) : ISeed
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!seed.Value.Demo) return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Products.AnyAsync(cancellationToken)) return;

        var catalog = await ReadAsync(cancellationToken);
        var plan = seed.Value.DemoHistory
            ? DemoPlan.Of(clock, catalog.Products.ConvertAll(p => p.Stock), 1 + DemoAccounts.OtherShoppers.Count)
            : [];
        var added = await transaction.EditAsync((unit, token) => AddAllAsync(unit, catalog, plan, token), cancellationToken);
        await history.WriteAsync(plan, added.Value!, cancellationToken);
    }

    private async Task<Result<IReadOnlyList<(long Id, long Price)>>> AddAllAsync(
        EditingUnit unit, DemoCatalog catalog, IReadOnlyList<DemoOrder> plan, CancellationToken cancellationToken)
    {
        var english = catalog.Categories.ToDictionary(c => c.Name, c => c.NameEn);
        var sold = plan.Where(o => o.CancelledAt is null).SelectMany(o => o.Items).ToLookup(i => i.Product, i => i.Quantity);
        var opened = new StoreClock(new PastTime { Now = DemoPlan.OpenedAt(clock) }, store);
        var editor = new ProductEditor(new AdminTransaction(transaction, opened), contexts, opened);
        var ids = new List<(long, long)>();
        var changes = new List<AdminChange>();
        foreach (var (index, product) in catalog.Products.Index())
        {
            var edit = new ProductEdit(
                product.Name,
                product.Price,
                product.Category,
                product.Description,
                $"/images/products/{product.Slug}.svg",
                Published: true,
                product.NameEn,
                product.DescriptionEn,
                english[product.Category]);
            var added = await editor.AddAsync(unit, edit, product.Stock + sold[index].Sum(), cancellationToken);
            if (!added.Succeeded) throw new InvalidDataException($"The demo product '{product.Slug}' was refused: {added.Refusal}");
            ids.Add((added.Value.Value.Id, product.Price));
            changes.Add(added.Value.Change!);
        }

        await unit.AppendActionsAsync(Actor.System, changes, opened.UtcNow, cancellationToken);
        return ids;
    }

    private static async Task<DemoCatalog> ReadAsync(CancellationToken cancellationToken)
    {
        await using var file = typeof(DemoCatalogSeed).Assembly.GetManifestResourceStream("Ecommerce.Core.Catalog.DemoCatalog.json")!;
        return (await JsonSerializer.DeserializeAsync<DemoCatalog>(file, JsonSerializerOptions.Web, cancellationToken))!;
    }

    private sealed record DemoCatalog(List<DemoCategory> Categories, List<DemoProduct> Products);

    private sealed record DemoCategory(string Name, string NameEn);

    private sealed record DemoProduct(
        string Slug, string Category, string Name, string NameEn, long Price, int Stock, string Description, string DescriptionEn);
}
