using System.Text.Json;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Catalog;

/// <summary>What search engines read about a product: https://schema.org/Product.</summary>
public sealed class ProductJsonLd : ComponentBase
{
    [Parameter, EditorRequired] public ProductView Product { get; set; } = null!;

    /// <summary>The product's own address on this site.</summary>
    [Parameter, EditorRequired] public string Address { get; set; } = "";

    [Inject] private PublicAddress Site { get; set; } = null!;

    [Inject] private IOptions<StoreSettings> Store { get; set; } = null!;

    /// <summary>Uploaded ones as JPEG, all of them; else the one that is shown.</summary>
    private object Images() => PictureAddress.IsUploaded(Product.ImageUrl)
        ? Product.Images.Select(image => Site.Of(PictureAddress.InSize(image.Url, PictureSizes.Share)!)).ToArray()
        : Site.Of(Product.ImageUrl ?? "/images/no-picture.svg");

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var data = new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Product",
            ["name"] = Product.DisplayName(),
            ["description"] = Product.DisplayDescription(),
            ["image"] = Images(),
            ["category"] = Product.DisplayCategory(),
            ["sku"] = (object?)Product.Sku ?? Product.Id,
            ["offers"] = new Dictionary<string, object>
            {
                ["@type"] = "Offer",
                ["url"] = Site.Of(Address),
                ["price"] = CurrencyUnits.Of(Product.Price, Store.Value.Currency),
                ["priceCurrency"] = Store.Value.Currency,
                ["availability"] = Product.Stock > 0 ? "https://schema.org/InStock" : "https://schema.org/OutOfStock",
            },
        };
        // The default encoder escapes '<', so a product's text can't end the script.
        builder.AddMarkupContent(0, $"<script type=\"application/ld+json\">{JsonSerializer.Serialize(data)}</script>");
    }
}
