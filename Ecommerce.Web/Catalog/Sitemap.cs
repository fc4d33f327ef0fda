using System.Globalization;
using System.Text;
using System.Xml;
using Ecommerce.Core.Catalog;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Catalog;

/// <summary>What search engines ask for: <c>/robots.txt</c> and <c>/sitemap.xml</c> (https://www.sitemaps.org/protocol.html).</summary>
public static class Sitemap
{
    /// <summary>The protocol's limit for one file.</summary>
    private const int MaxAddresses = 50_000;

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

    private static async Task<ContentHttpResult> GetSitemap(
        PublicAddress site, ProductQueries products, CancellationToken cancellationToken)
    {
        var addresses = new List<string> { "/", "/top" };
        var ids = await products.ListIdsAsync(MaxAddresses - addresses.Count, cancellationToken);
        addresses.AddRange(ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"/catalog/{id}")));

        var xml = new StringBuilder();
        using (var writer = XmlWriter.Create(xml, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var address in addresses)
            {
                writer.WriteStartElement("url");
                writer.WriteElementString("loc", site.Origin + address);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return TypedResults.Text(xml.ToString(), "application/xml", Encoding.UTF8);
    }
}
