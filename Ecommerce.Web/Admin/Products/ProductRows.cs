using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;

namespace Ecommerce.Web.Admin.Products;

public static class ProductRows
{
    /// <summary>Descriptions are long and not shown in lists: they would only make the page's state larger.</summary>
    public static Page<ProductRecord> WithoutDescriptions(this Page<ProductRecord> page) =>
        page with { Items = [.. page.Items.Select(p => p with { Description = "", DescriptionEn = null })] };
}
