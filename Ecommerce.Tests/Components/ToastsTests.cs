using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class ToastsTests(TestDatabases databases) : ComponentTests(databases)
{
    private ToastService Service => Services.GetRequiredService<ToastService>();

    [Fact]
    public void Shows_messages_until_they_are_closed()
    {
        var toasts = Render<Toasts>();
        Service.Success("첫째");
        Service.Error("둘째", "보기", "/cart");
        toasts.WaitForAssertion(() => Assert.Equal(2, toasts.FindAll(".toast").Count));
        Assert.Equal("/cart", toasts.Find(".toast.error a").GetAttribute("href"));

        toasts.Find(".toast.success .toast-close").Click();

        Assert.Equal("둘째", Assert.Single(toasts.FindAll(".toast > span")).TextContent);
    }

    [Fact]
    public void An_action_is_done_once_and_takes_its_message_along()
    {
        var done = 0;
        var toasts = Render<Toasts>();
        Service.Success("뺐어요.", "되돌리기", () =>
        {
            done++;
            return Task.CompletedTask;
        });
        toasts.WaitForElement(".toast");

        toasts.Find(".toast button:not(.toast-close)").Click();

        Assert.Equal(1, done);
        Assert.Empty(toasts.FindAll(".toast"));
    }

    [Fact]
    public void A_message_goes_by_itself_and_one_with_an_action_later()
    {
        var toasts = Render<Toasts>();
        Service.Success("담았어요.");
        Service.Success("뺐어요.", "되돌리기", () => Task.CompletedTask);
        toasts.WaitForAssertion(() => Assert.Equal(2, toasts.FindAll(".toast").Count));

        Clock.Advance(TimeSpan.FromSeconds(6));
        toasts.WaitForAssertion(() => Assert.Equal("뺐어요.", Assert.Single(toasts.FindAll(".toast > span")).TextContent));
        Clock.Advance(TimeSpan.FromSeconds(9));
        toasts.WaitForAssertion(() => Assert.Empty(toasts.FindAll(".toast")));
    }
}
