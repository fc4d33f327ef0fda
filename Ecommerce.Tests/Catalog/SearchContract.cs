using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog;

/// <summary>A search finds the same on every database.</summary>
public abstract class SearchContract(TestDatabases databases, DatabaseProvider provider) : IAsyncLifetime
{
    private readonly Dictionary<long, string> names = [];
    private TestShop shop = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await TestShop.StartAsync(databases, provider);
        foreach (var name in new[] { "무선 마우스", "유선 마우스 100% 면", "USB_C 케이블", "USBxC 케이블", "a[b]c", "abc", "O'Brien \\ Söhne", "ÉCLAIR" })
            names[await shop.AddProductAsync(name: name, category: "전자")] = name;
    }

    public async ValueTask DisposeAsync()
    {
        if (shop is not null) await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("무선", "무선 마우스")]
    [InlineData("우스", "무선 마우스", "유선 마우스 100% 면")]
    [InlineData("마우스 무선", "무선 마우스")]
    [InlineData("\u1106\u116e\u1109\u1165\u11ab", "무선 마우스")]
    [InlineData("%", "유선 마우스 100% 면")]
    [InlineData("0% 면", "유선 마우스 100% 면")]
    [InlineData("_", "USB_C 케이블")]
    [InlineData("usb_c", "USB_C 케이블")]
    [InlineData("[b]", "a[b]c")]
    [InlineData("[", "a[b]c")]
    [InlineData("\\", "O'Brien \\ Söhne")]
    [InlineData("o'brien", "O'Brien \\ Söhne")]
    [InlineData("SÖHNE", "O'Brien \\ Söhne")]
    [InlineData("éclair", "ÉCLAIR")]
    [InlineData("전자 abc", "abc")]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("없는말")]
    public async Task Finds(string search, params string[] expected)
    {
        var found = await shop.Get<ProductListCache>().ListAsync(new ProductFilter(search), new PageRequest(), default);

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Items.Select(p => names[p.Id]).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length, found.Total);
    }

    [Fact]
    public async Task Text_that_no_database_can_hold_finds_nothing()
    {
        foreach (var text in new[] { "a\0b", "\ud83d", "abc\udc00", "\ufffe" })
        {
            Assert.Empty((await shop.Get<ProductListCache>().ListAsync(new ProductFilter(Search: text), new PageRequest(), default)).Items);
            Assert.Empty(
                (await shop.Get<ProductListCache>().ListAsync(new ProductFilter(Category: text), new PageRequest(), default)).Items);
            Assert.Empty((await shop.Get<ProductAdminQueries>().ListAsync(new(text), new PageRequest(), default)).Items);
        }
    }

    [Fact]
    public async Task Lists_the_categories() =>
        Assert.Equal([new CategoryView("전자", null)], await shop.Get<ProductQueries>().ListCategoriesAsync(default));
}

public sealed class SqliteSearchTests(TestDatabases databases) : SearchContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresSearchTests(TestDatabases databases) : SearchContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerSearchTests(TestDatabases databases) : SearchContract(databases, DatabaseProvider.SqlServer);
