using Ecommerce.Core.Common;

namespace Ecommerce.Tests.Common;

public sealed class PagingTests
{
    [Fact]
    public void Starts_with_the_first_twenty()
    {
        var request = new PageRequest();

        Assert.Equal((1, 20, 0), (request.Page, request.Limit, request.Skip));
        Assert.Null(request.Check());
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(int.MaxValue, 100, null)]
    [InlineData(0, 20, "page")]
    [InlineData(-1, 20, "page")]
    [InlineData(1, 0, "limit")]
    [InlineData(1, 101, "limit")]
    public void Refuses_a_page_below_1_and_a_limit_outside_1_to_100(int page, int limit, string? field) =>
        Assert.Equal(field, new PageRequest(page, limit).Check()?.Errors.Keys.Single());

    [Theory]
    [InlineData(1, 20, 0)]
    [InlineData(3, 20, 40)]
    [InlineData(int.MaxValue, 100, int.MaxValue)]
    public void Skips_the_pages_before_it(int page, int limit, int skip) => Assert.Equal(skip, new PageRequest(page, limit).Skip);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(21, 2)]
    [InlineData(int.MaxValue, 107374183)]
    public void Counts_the_pages(int total, int pages) => Assert.Equal(pages, new PageRequest().Of(Array.Empty<int>(), total).TotalPages);
}
