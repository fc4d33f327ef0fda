using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog;

public sealed class ProductValidationTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly ProductEdit Good = new("Lamp", 100, "Lighting");

    private static readonly Dictionary<string, (ProductEdit Edit, string Field)> Bad = new()
    {
        ["no name"] = (Good with { Name = null }, "name"),
        ["a blank name"] = (Good with { Name = " \t " }, "name"),
        ["a name that can't be seen"] = (Good with { Name = "\u200B\u3164" }, "name"),
        ["a category that can't be seen"] = (Good with { Category = "\uFEFF" }, "category"),
        ["a name of 201 characters"] = (Good with { Name = new string('n', 201) }, "name"),
        ["half a character"] = (Good with { Name = "\ud83d" }, "name"),
        ["a NUL"] = (Good with { Description = "a\0b" }, "description"),
        ["a price of nothing"] = (Good with { Price = 0 }, "price"),
        ["a price below nothing"] = (Good with { Price = -1 }, "price"),
        ["a price past the highest"] = (Good with { Price = Product.MaxPrice + 1 }, "price"),
        ["no category"] = (Good with { Category = "" }, "category"),
        ["a category of 101 characters"] = (Good with { Category = new string('c', 101) }, "category"),
        ["a description of 4001 characters"] = (Good with { Description = new string('d', 4001) }, "description"),
        ["a picture without https"] = (Good with { ImageUrl = "http://example.com/a.png" }, "imageUrl"),
        ["a picture that is a script"] = (Good with { ImageUrl = "javascript:alert(1)" }, "imageUrl"),
        ["a picture of another host in disguise"] = (Good with { ImageUrl = "//example.com/a.png" }, "imageUrl"),
        ["an English name of 201 characters"] = (Good with { NameEn = new string('n', 201) }, "nameEn"),
    };

    public static TheoryData<string> Cases => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Refuses(string what)
    {
        var product = await Shop.AddProductAsync();
        var (edit, field) = Bad[what];

        var created = Assert.IsType<ValidationFailed>((await Shop.CreateAsync(edit, 1)).Refused());
        var updated = Assert.IsType<ValidationFailed>((await Shop.EditAsync(product, edit)).Refused());

        Assert.Equal([field], created.Errors.Keys);
        Assert.Equal(created, updated);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Product.MaxStock + 1)]
    public async Task Refuses_a_stock_out_of_range(int stock) =>
        Assert.Equal(
            ["stock"],
            Assert.IsType<ValidationFailed>((await Shop.CreateAsync(Good, stock)).Refused()).Errors.Keys);

    [Fact]
    public async Task Names_everything_that_is_wrong_at_once()
    {
        var refusal = (await Shop.CreateAsync(new ProductEdit(null, 0, null), -1)).Refused();

        Assert.Equal(["category", "name", "price", "stock"], Assert.IsType<ValidationFailed>(refusal).Errors.Keys.Order());
    }

    [Theory]
    [InlineData("/images/lamp.svg")]
    [InlineData("https://example.com/lamp.png?size=2")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Accepts_a_picture_from_here_or_over_https(string? url) =>
        (await Shop.CreateAsync(Good with { ImageUrl = url }, 1)).Granted();

    [Fact]
    public async Task Accepts_the_longest_and_the_highest() =>
        (await Shop.CreateAsync(
            new ProductEdit(new string('가', 200), Product.MaxPrice, new string('나', 100), new string('다', 4000)),
            Product.MaxStock)).Granted();
}
