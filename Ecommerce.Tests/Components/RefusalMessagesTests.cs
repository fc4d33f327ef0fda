using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class RefusalMessagesTests(TestDatabases databases) : ComponentTests(databases)
{
    public static TheoryData<Refusal, string> Figures => new()
    {
        { new InsufficientBalance(1000, 3000), "You are ₩2,000 short." },
        { new OrderTotalChanged(3000, 3500), "the total is now ₩3,500." },
        { new BalanceLimitExceeded(900, 1000), "at most ₩1,000." },
        { new InsufficientStock(42, 3, 1), "Only 1 left." },
        { new InsufficientStock(42, 3, 0), "sold out" },
        { new InsufficientStock([new(42, 3, 0), new(43, 1, 0)]), "Some products are short" },
    };

    [Theory]
    [InlineData("ko-KR")]
    [InlineData("en-US")]
    public void Every_refusal_is_a_sentence_of_its_own(string culture)
    {
        Read(culture);
        var refusals = ProblemKind.All.Select(kind => kind.Example).OfType<Refusal>().ToList();

        var sentences = refusals.ConvertAll(Messages.For);

        Assert.Equal(refusals.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Contains(' ', sentence));
    }

    [Theory, MemberData(nameof(Figures))]
    public void It_tells_the_figure_that_helps(Refusal refusal, string expected)
    {
        Read("en-US");
        Assert.Contains(expected, Messages.For(refusal));
    }

    private RefusalMessages Messages => Services.GetRequiredService<RefusalMessages>();
}
