using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Shared;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Ecommerce.Tests.Components;

public sealed class ToastServiceTests(TestDatabases databases) : ComponentTests(databases)
{
    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    [Fact]
    public void Any_number_of_equal_messages_is_shown()
    {
        var page = Render<MudSnackbarProvider>();

        for (var i = 0; i < 3; i++) Toasts.Success("램프, 장바구니에 담았어요.", "장바구니 보기", href: "/cart");

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".mud-snackbar").Count));
        Assert.All(
            page.FindAll(".mud-snackbar a"),
            link => Assert.Equal(("/cart", "장바구니 보기"), (link.GetAttribute("href"), link.TextContent.Trim())));
    }

    [Fact]
    public void An_action_is_done_once_and_takes_its_message_along()
    {
        var done = 0;
        var page = Render<MudSnackbarProvider>();
        Toasts.Success("뺐어요.", "되돌리기", () =>
        {
            done++;
            return Task.CompletedTask;
        });

        page.WaitForElement(".mud-snackbar-action-button").Click();

        Assert.Equal(1, done);
        Clock.Advance(TimeSpan.FromSeconds(3)); // fading away
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-snackbar")));
    }

    [Fact]
    public void A_message_stays_for_six_seconds_and_one_with_something_to_do_for_fifteen()
    {
        var told = CollectToasts();

        Toasts.Success("담았어요.");
        Toasts.Success("뺐어요.", "되돌리기", () => Task.CompletedTask);
        Toasts.Error("품절이에요.", "장바구니 보기", "/cart");

        Assert.Equal([6_000, 15_000, 15_000], told.Select(t => t.Milliseconds));
    }
}
