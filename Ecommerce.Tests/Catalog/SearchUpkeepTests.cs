using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog;

/// <summary>What a search looks at follows every edit.</summary>
public sealed class SearchUpkeepTests(TestDatabases databases) : ShopTests(databases)
{
    [Fact]
    public async Task A_renamed_product_is_found_by_its_new_name_only()
    {
        var product = await Shop.AddProductAsync(name: "램프");
        (await Shop.EditAsync(product, new ProductEdit("책상", 1, "가구"))).Granted();

        Assert.Equal([product], await FindAsync("책상"));
        Assert.Equal([product], await FindAsync("가구"));
        Assert.Empty(await FindAsync("램프"));
    }

    private async Task<IEnumerable<long>> FindAsync(string search) =>
        (await Shop.Get<ProductListCache>().ListAsync(new ProductFilter(search), new PageRequest(), default)).Items.Select(p => p.Id);
}
