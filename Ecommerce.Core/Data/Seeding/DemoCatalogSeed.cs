using System.Text.Json;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>The demo catalog (Catalog/DemoCatalog.json), put into a shop that has no product yet: all of it or nothing.</summary>
internal sealed class DemoCatalogSeed(
    IDbContextFactory<ShopContext> contexts, ShopTransaction transaction, ProductEditor editor, IOptions<SeedOptions> seed) : ISeed
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!seed.Value.Demo) return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Products.AnyAsync(cancellationToken)) return;

        var catalog = await ReadAsync(cancellationToken);
        await transaction.RunAsync((unit, token) => AddAllAsync(unit, catalog, token), cancellationToken);
    }

    private async Task<Result<int>> AddAllAsync(UnitOfWork unit, DemoCatalog catalog, CancellationToken cancellationToken)
    {
        var english = catalog.Categories.ToDictionary(c => c.Name, c => c.NameEn);
        foreach (var product in catalog.Products)
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
            var added = await editor.AddAsync(unit, edit, product.Stock, cancellationToken);
            if (!added.Succeeded) throw new InvalidDataException($"The demo product '{product.Slug}' was refused: {added.Refusal}");
        }

        return catalog.Products.Count;
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
