using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>A picture that found its product.</summary>
public sealed record NamedPicture(long ProductId, string Sku, ImageView Image);

/// <summary>
/// Adds a picture to the product that its file is named after, behind the pictures that are there. A SKU that is spelled exactly as in the
/// name comes before one in other upper and lower case, and the whole name before one without its number.
/// </summary>
public sealed class AddNamedPicture(IDbContextFactory<ShopContext> contexts, PictureMaker maker, ProductPictures pictures)
{
    /// <summary>
    /// Refused: a name that is no product's SKU, one that is several products', more than <see cref="PictureOptions.MaxBytes"/>, a
    /// file that the product has already, and all that <see cref="PictureMaker"/> and <see cref="ProductPictures"/> refuse.
    /// </summary>
    public async Task<Result<NamedPicture>> RunAsync(Actor actor, string fileName, byte[] content, CancellationToken cancellationToken)
    {
        var found = await FindAsync(PictureName.Of(fileName), cancellationToken);
        if (!found.Succeeded) return found.Refusal;
        var (id, sku) = found.Value;
        if (content.Length > PictureOptions.MaxBytes) return new PictureTooLarge();
        if (await HasAsync(id, ProductPicture.HashOf(content), cancellationToken)) return new PictureAlreadyThere(); // nothing to decode
        var made = await maker.MakeAsync(content, cancellationToken);
        if (!made.Succeeded) return made.Refusal;
        var added = await pictures.AddNewAsync(actor, id, made.Value, cancellationToken);
        return added.Succeeded ? new NamedPicture(id, sku, added.Value.Image) : added.Refusal;
    }

    private async Task<bool> HasAsync(long productId, string hash, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ProductPictures.AnyAsync(p => p.ProductId == productId && p.Hash == hash, cancellationToken);
    }

    private async Task<Result<Match>> FindAsync(PictureName name, CancellationToken cancellationToken)
    {
        var spelled = name.Base is null ? [name.Whole] : new[] { name.Whole, name.Base };
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var exact = await Matches(db.Products.Where(p => EF.Parameter(spelled).Contains(p.Sku))).ToListAsync(cancellationToken);
        foreach (var sku in spelled)
            if (exact.Find(m => m.Sku == sku) is { } match) return match;

        // No index has SKUs in lower case: the table is read, for names alone that are spelled otherwise or are nobody's.
        var lower = spelled.Select(sku => sku.ToLowerInvariant()).ToArray();
#pragma warning disable CA1304, CA1311 // the database's own; a SKU is ASCII
        var others = await Matches(db.Products.Where(p => EF.Parameter(lower).Contains(p.Sku!.ToLower()))).ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311
        foreach (var sku in spelled)
        {
            var matches = others.FindAll(m => m.Sku.Equals(sku, StringComparison.OrdinalIgnoreCase));
            if (matches.Count == 1) return matches[0];
            if (matches.Count > 1) return new PictureNameAmbiguous(string.Join(", ", matches.Select(m => m.Sku)));
        }

        return new NoProductOfName(name.Whole);
    }

    private static IQueryable<Match> Matches(IQueryable<Product> products) =>
        products.OrderBy(p => p.Id).Select(p => new Match(p.Id, p.Sku!));

    private sealed record Match(long ProductId, string Sku);
}
