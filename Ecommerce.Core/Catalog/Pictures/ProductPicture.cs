using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>An uploaded picture of a product. Its bytes are <see cref="PictureFile"/>s, which no list reads.</summary>
public sealed class ProductPicture
{
    public const int MaxAltLength = 200;

    /// <summary>Half of a SHA-256, as hexadecimal digits.</summary>
    public const int HashLength = 32;

    /// <summary>A number of up to 19 digits, a dash, the hash.</summary>
    public const int MaxKeyLength = 20 + HashLength;

    public long Id { get; init; }

    public long ProductId { get; init; }

    public Product Product { get; init; } = null!;

    /// <summary>Its place among the product's pictures: 1, 2, 3 …</summary>
    public int Position { get; set; }

    /// <summary>Of what was uploaded.</summary>
    public required string Hash { get; init; }

    /// <summary>What it shows, for those who can't see it; empty where the product's name says it.</summary>
    public string Alt { get; set; } = "";

    public string? AltEn { get; set; }

    /// <summary>In pixels, of the largest size.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    public DateTime CreatedAt { get; init; }

    public List<PictureFile> Files { get; init; } = [];

    /// <summary>What its addresses begin with: no other content was or will be found there.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Id}-{Hash}");

    /// <summary>What tells one upload from another.</summary>
    public static string HashOf(byte[] upload) => Convert.ToHexStringLower(SHA256.HashData(upload))[..HashLength];
}

/// <summary>One size of a picture. Never changed: a picture is added and removed.</summary>
public sealed class PictureFile
{
    public const int MaxNameLength = 20;

    public long PictureId { get; init; }

    /// <summary>One of <see cref="PictureSizes"/>.</summary>
    public required string Name { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class PictureTables : IEntityTypeConfiguration<ProductPicture>, IEntityTypeConfiguration<PictureFile>
{
    public void Configure(EntityTypeBuilder<ProductPicture> picture)
    {
        picture.ToTable("product_pictures");
        picture.Property(p => p.Hash).HasMaxLength(ProductPicture.HashLength);
        picture.Property(p => p.Alt).HasMaxLength(ProductPicture.MaxAltLength);
        picture.Property(p => p.AltEn).HasMaxLength(ProductPicture.MaxAltLength);
        picture.Ignore(p => p.Key);
        picture.HasOne(p => p.Product).WithMany().OnDelete(DeleteBehavior.Cascade);
        picture.HasMany(p => p.Files).WithOne().HasForeignKey(f => f.PictureId).OnDelete(DeleteBehavior.Cascade);
        picture.HasIndex(p => new { p.ProductId, p.Position });
    }

    public void Configure(EntityTypeBuilder<PictureFile> file)
    {
        file.ToTable("picture_files");
        file.HasKey(f => new { f.PictureId, f.Name });
        file.Property(f => f.Name).HasMaxLength(PictureFile.MaxNameLength);
    }
}

internal static class PictureRows
{
    /// <summary>A product's pictures in their order, without their bytes.</summary>
    public static IQueryable<ProductPicture> PicturesOf(this ShopContext db, long productId) =>
        db.ProductPictures.Where(p => p.ProductId == productId).OrderBy(p => p.Position).ThenBy(p => p.Id);
}
