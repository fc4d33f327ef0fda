using Ecommerce.Web.Shared;

namespace Ecommerce.Tests.Components;

public sealed class CurrencyUnitsTests
{
    [Theory]
    [InlineData("KRW", 12_300, "12300")]
    [InlineData("USD", 11_002, "110.02")]
    [InlineData("USD", -5, "-0.05")]
    [InlineData("KWD", 1_500, "1.500")]
    [InlineData("CLF", 10_000, "1.0000")]
    public void Writes_all_decimals_of_the_currency_and_reads_them_again(string currency, long amount, string text)
    {
        Assert.Equal(text, CurrencyUnits.Text(amount, currency));
        Assert.Equal(amount, CurrencyUnits.Read(text, currency));
    }

    [Theory]
    [InlineData("25", 2_500)]
    [InlineData("25.", 2_500)]
    [InlineData(" 25.5 ", 2_550)]
    [InlineData("1,250", 125_000)]
    [InlineData("1,250,000.01", 125_000_001)]
    [InlineData("２５", 2_500)]
    [InlineData("\u200B25\uFEFF", 2_500)]
    public void Reads_what_people_type(string typed, long amount) => Assert.Equal(amount, CurrencyUnits.Read(typed, "USD"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("25.005")]
    [InlineData("25,00")]
    [InlineData("1,25")]
    [InlineData("2 5")]
    [InlineData("$25")]
    [InlineData("1e3")]
    [InlineData(".")]
    [InlineData("92233720368547758.08")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Reads_nothing_else_as_an_amount(string? typed) => Assert.Null(CurrencyUnits.Read(typed, "USD"));
}
