using System.Globalization;
using System.Text;
using System.Xml;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Catalog;

/// <summary>What search engines ask for: <c>/robots.txt</c> and <c>/sitemap.xml</c> (https://www.sitemaps.org/protocol.html).</summary>
public sealed class Sitemap(ProductQueries products, ProductListCache lists, PublicAddress site)
{
    /// <summary>The protocol's limit for one file.</summary>
    private const int MaxAddresses = 50_000;

    private const string ImageNamespace = "http://www.google.com/schemas/sitemap-image/1.1";

    private static readonly string[] Pages = ["/", "/top"];

    private readonly SharedWork<long, Made> making = new();
    private volatile Made? made;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/robots.txt", GetRobots).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/sitemap.xml", GetSitemap).AllowAnonymous().ExcludeFromDescription();
    }

    private static ContentHttpResult GetRobots(PublicAddress site) => TypedResults.Text(
        "User-agent: *\nDisallow: /account\nDisallow: /checkout\nDisallow: /manage\nDisallow: /my\nDisallow: /wallet\n\n"
        + $"Sitemap: {site.Origin}/sitemap.xml\n",
        "text/plain",
        Encoding.UTF8);

    private static async Task<FileContentHttpResult> GetSitemap(Sitemap sitemap, CancellationToken cancellationToken)
    {
        var made = await sitemap.GetAsync(cancellationToken);
        return TypedResults.Bytes(made.Xml, "application/xml; charset=utf-8", entityTag: made.Tag); // answers If-None-Match as well
    }

    /// <summary>Made anew when the catalog has changed.</summary>
    private async Task<Made> GetAsync(CancellationToken cancellationToken)
    {
        var revision = await lists.ReadRevisionAsync(cancellationToken);
        if (made is { } known && known.Revision >= revision) return known;
        return await making.RunAsync(revision, () => MakeAsync(revision), cancellationToken);
    }

    private async Task<Made> MakeAsync(long revision)
    {
        var listed = await products.ListIdsAsync(MaxAddresses - Pages.Length, CancellationToken.None);
        return made = new Made(revision, Write(listed));
    }

    private byte[] Write(IReadOnlyList<(long Id, string? Picture)> listed)
    {
        using var xml = new MemoryStream();
        using (var writer = XmlWriter.Create(xml, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) }))
        {
            writer.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var page in Pages) Write(writer, page, picture: null);
            foreach (var (id, picture) in listed) Write(writer, string.Create(CultureInfo.InvariantCulture, $"/catalog/{id}"), picture);

            writer.WriteEndElement();
        }

        return xml.ToArray();
    }

    private void Write(XmlWriter writer, string address, string? picture)
    {
        writer.WriteStartElement("url");
        writer.WriteElementString("loc", site.Origin + address);
        if (picture is not null)
        {
            writer.WriteStartElement("image", "image", ImageNamespace);
            writer.WriteElementString("loc", ImageNamespace, site.Origin + PictureAddress.At(picture, PictureSizes.Share));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private sealed record Made(long Revision, byte[] Xml)
    {
        public EntityTagHeaderValue Tag { get; } = new($"\"{Revision.ToString(CultureInfo.InvariantCulture)}\"");
    }
}
