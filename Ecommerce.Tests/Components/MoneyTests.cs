using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Shared;

namespace Ecommerce.Tests.Components;

public sealed class MoneyTests(TestDatabases databases) : ComponentTests(databases)
{
    [Theory]
    [InlineData(12_300, null, false, "₩12,300")]
    [InlineData(-12_300, null, true, "-₩12,300")]
    [InlineData(12_300, null, true, "+₩12,300")]
    [InlineData(0, null, true, "₩0")]
    [InlineData(123_456, "USD", false, "$1,234.56")]
    public void Shows_amounts_in_the_same_way_in_every_language(long amount, string? currency, bool withPlus, string shown)
    {
        foreach (var culture in new[] { "ko-KR", "en-US" })
        {
            Read(culture);
            var money = Render<Money>(p => p.Add(m => m.Amount, amount).Add(m => m.Currency, currency).Add(m => m.Signed, withPlus));
            Assert.Equal(shown, money.Find(".money").TextContent);
        }
    }
}
