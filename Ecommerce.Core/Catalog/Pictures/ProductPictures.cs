using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>What an admin says about a picture.</summary>
/// <param name="Alt">What it shows, up to <see cref="ProductPicture.MaxAltLength"/> characters; empty where the name says it.</param>
/// <param name="Position">Its place from 1; null for where it is, or the end. One past the end is the end.</param>
public sealed record PictureEdit(string? Alt = null, string? AltEn = null, int? Position = null);

/// <summary>A picture as it is now, and its product, which counts the change as an edit.</summary>
public sealed record PictureChange(ImageView Image, ProductRecord Product);

/// <summary>
/// What admins do to a product's pictures, each an edit of the product. An expected version that is not the product's is refused
/// (null accepts any), and so is a product that does not exist.
/// </summary>
public sealed class ProductPictures(AdminTransaction transaction, IOptions<PictureOptions> options, StoreClock clock)
{
    /// <summary>Adds a picture. Refused: texts that are too long, more than <see cref="PictureOptions.MaxPerProduct"/>.</summary>
    public Task<Result<PictureChange>> AddAsync(
        Actor actor, long productId, MadePicture made, PictureEdit edit, int? expectedVersion, CancellationToken cancellationToken) =>
        AddAsync(actor, productId, made, edit, expectedVersion, isNew: false, cancellationToken);

    /// <summary>Adds a picture behind the others. Refused as above, and a file that is there already, however often it is sent.</summary>
    public Task<Result<PictureChange>> AddNewAsync(Actor actor, long productId, MadePicture made, CancellationToken cancellationToken) =>
        AddAsync(actor, productId, made, new PictureEdit(), expectedVersion: null, isNew: true, cancellationToken);

    /// <param name="isNew">It must not be there yet, which is asked under the product's lock.</param>
    private Task<Result<PictureChange>> AddAsync(
        Actor actor,
        long productId,
        MadePicture made,
        PictureEdit edit,
        int? expectedVersion,
        bool isNew,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            productId,
            expectedVersion,
            edit,
            (db, pictures, clean) =>
            {
                if (isNew && pictures.Exists(p => p.Hash == made.Hash)) return new PictureAlreadyThere();
                if (pictures.Count >= options.Value.MaxPerProduct) return new TooManyPictures(options.Value.MaxPerProduct);
                var added = new ProductPicture
                {
                    ProductId = productId,
                    Hash = made.Hash,
                    Alt = clean.Alt!,
                    AltEn = clean.AltEn,
                    Width = made.Width,
                    Height = made.Height,
                    CreatedAt = clock.UtcNow,
                };
                // The unit may run again, with a context of its own: its rows are made anew.
                added.Files.AddRange(made.Files.Select(f => new PictureFile { Name = f.Name, Content = f.Content }));
                db.Add(added);
                Put(pictures, added, clean.Position);
                return added;
            },
            before: _ => null,
            AdminActions.PictureAdded,
            cancellationToken);

    /// <summary>Changes texts and place. Refused: texts that are too long, a picture that the product does not have.</summary>
    public Task<Result<PictureChange>> UpdateAsync(
        Actor actor, long productId, long pictureId, PictureEdit edit, int? expectedVersion, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            productId,
            expectedVersion,
            edit,
            (_, pictures, clean) =>
            {
                if (pictures.Find(p => p.Id == pictureId) is not { } picture) return new PictureNotFound();
                (picture.Alt, picture.AltEn) = (clean.Alt!, clean.AltEn);
                if (clean.Position is { } position)
                {
                    pictures.Remove(picture);
                    Put(pictures, picture, position);
                }

                return picture;
            },
            before: pictures => pictures.Find(p => p.Id == pictureId) is { } picture ? Decided(picture) : null,
            AdminActions.PictureChanged,
            cancellationToken);

    /// <summary>Removes a picture with its files. Refused: a picture that the product does not have.</summary>
    public Task<Result<PictureChange>> RemoveAsync(
        Actor actor, long productId, long pictureId, int? expectedVersion, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            productId,
            expectedVersion,
            new PictureEdit(),
            (db, pictures, _) =>
            {
                if (pictures.Find(p => p.Id == pictureId) is not { } picture) return new PictureNotFound();
                pictures.Remove(picture);
                db.Remove(picture); // its files go with it
                return picture;
            },
            before: pictures => pictures.Find(p => p.Id == pictureId) is { } picture ? Decided(picture) : null,
            AdminActions.PictureRemoved,
            cancellationToken);

    private Task<Result<PictureChange>> ChangeAsync(
        Actor actor,
        long productId,
        int? expectedVersion,
        PictureEdit edit,
        Func<ShopContext, List<ProductPicture>, PictureEdit, Result<ProductPicture>> change,
        Func<List<ProductPicture>, object?> before,
        string action,
        CancellationToken cancellationToken) =>
        transaction.RunAsync<PictureChange>(
            actor,
            async (unit, token) =>
            {
                var validation = new Validation();
                var clean = Check(edit, validation);
                if (validation.Failure is { } failure) return failure;
                if (await unit.Locks.ProductAsync(productId, token) is null) return new ProductNotFound([productId]);
                var product = await unit.Db.Products.Include(p => p.Category).SingleAsync(p => p.Id == productId, token);
                if (expectedVersion is { } expected && expected != product.Version) return new StaleVersion(product.Version);

                var pictures = await unit.Db.PicturesOf(productId).ToListAsync(token);
                var was = before(pictures);
                var changed = change(unit.Db, pictures, clean);
                if (!changed.Succeeded) return changed.Refusal;
                foreach (var (index, picture) in pictures.Index()) picture.Position = index + 1;
                await unit.Db.SaveChangesAsync(token); // a new one has its number, which its key holds, from here on
                product.Picture = pictures.FirstOrDefault()?.Key;
                product.Version++;
                // No trigger counts it, for lists read a product's picture with its row; what is kept by revision alone is the sitemap.
                await unit.Db.Revisions.Where(r => r.Name == Revision.Catalog)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.Number, r => r.Number + 1), token);
                await unit.Db.SaveChangesAsync(token);
                return new Changed<PictureChange>(
                    new(ImageView.Of(changed.Value), ProductRecord.Of(product, pictures)),
                    AdminChange.Of(
                        action,
                        new(AuditSubjects.Product, productId),
                        was,
                        action == AdminActions.PictureRemoved ? null : Decided(changed.Value)));
            },
            cancellationToken);

    private static PictureEdit Check(PictureEdit edit, Validation validation)
    {
        validation.Require(edit.Position is null or >= 1, "position", "Must be an integer from 1.");
        var altEn = validation.Text(edit.AltEn, "altEn", 0, ProductPicture.MaxAltLength);
        return edit with
        {
            Alt = validation.Text(edit.Alt, "alt", 0, ProductPicture.MaxAltLength),
            AltEn = altEn.Length == 0 ? null : altEn,
        };
    }

    private static void Put(List<ProductPicture> pictures, ProductPicture picture, int? position) =>
        pictures.Insert(Math.Min((position ?? int.MaxValue) - 1, pictures.Count), picture);

    /// <summary>Under its number, so that the audit says which one it was.</summary>
    private static Dictionary<string, object> Decided(ProductPicture p) =>
        new Dictionary<string, object> { [$"picture {p.Id}"] = new { p.Position, p.Alt, p.AltEn, p.Hash } };
}
