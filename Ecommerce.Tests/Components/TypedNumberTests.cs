using Ecommerce.Web.Shared;

namespace Ecommerce.Tests.Components;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("25", 25)]
    [InlineData(" -3 ", -3)]
    [InlineData("+10", 10)]
    [InlineData("1,000,000", 1_000_000)]
    [InlineData("２５", 25)]
    [InlineData("\uFEFF25\u200B", 25)]
    public void Reads_what_people_type(string typed, long number) => Assert.Equal(number, TypedNumber.Whole(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2.5")]
    [InlineData("10,00")]
    [InlineData("1e3")]
    [InlineData("ten")]
    [InlineData("99999999999999999999")]
    public void Reads_nothing_else_as_a_number(string? typed) => Assert.Null(TypedNumber.Whole(typed));
}
