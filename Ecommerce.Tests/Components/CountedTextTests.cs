using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;
using Ecommerce.Web.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Tests.Components;

public sealed class CountedTextTests(TestDatabases databases) : ComponentTests(databases)
{
    [Theory]
    [InlineData("en-US", 0, "0 products")]
    [InlineData("en-US", 1, "1 product")]
    [InlineData("en-US", 2, "2 products")]
    [InlineData("ko-KR", 1, "상품 1개")]
    [InlineData("ko-KR", 2, "상품 2개")]
    public void Says_one_thing_in_the_words_of_the_language(string culture, long count, string said)
    {
        Read(culture);
        Assert.Equal(said, Services.GetRequiredService<IStringLocalizer<CatalogText>>().Counted("Found", count));
    }
}
