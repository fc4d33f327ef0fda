using System.Globalization;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>Reads the bytes of uploaded pictures.</summary>
public sealed class PictureFiles(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>Null when there is no such picture, or not any more.</summary>
    /// <param name="key">As <see cref="ProductPicture.Key"/> makes it.</param>
    /// <param name="name">One of <see cref="PictureSizes"/>.</param>
    public async Task<byte[]?> FindAsync(string key, string name, CancellationToken cancellationToken)
    {
        var parts = key.Split('-');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        var hash = parts[1];
        if (hash.Length != ProductPicture.HashLength || !hash.All(char.IsAsciiHexDigitLower)) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PictureFiles
            .Where(f => f.PictureId == id && f.Name == name && db.ProductPictures.Any(p => p.Id == id && p.Hash == hash))
            .Select(f => f.Content)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
