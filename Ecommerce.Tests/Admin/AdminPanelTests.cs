using Bunit;
using Ecommerce.Tests.Components;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Layout;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Ecommerce.Tests.Admin;

/// <summary>
/// Parts of the management pages, as an admin sees them. What the library does in the browser is left out; confirmations are answered by
/// the test.
/// </summary>
public abstract class AdminPanelTests : ComponentTests
{
    protected AdminPanelTests(TestDatabases databases)
        : base(databases)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddTransient<MudLocalizer, MudWords>();
    }

    /// <summary>The account of <see cref="LogInAdminAsync"/>.</summary>
    protected long AdminId { get; private set; }

    /// <summary>An admin's account, logged in from here on.</summary>
    protected async Task LogInAdminAsync() => LogIn(AdminId = await Shop.AddAdminAsync(), "Admin");

    /// <summary>Clicks what asks first, and answers. Returns the question.</summary>
    protected static Task<string> AnswerAsync(IRenderedComponent<MudDialogProvider> dialogs, AngleSharp.Dom.IElement button, bool yes) =>
        AnswerAsync(dialogs, () => button.ClickAsync(), yes);

    /// <summary>Does what asks first, and answers. Returns the question.</summary>
    protected static async Task<string> AnswerAsync(IRenderedComponent<MudDialogProvider> dialogs, Func<Task> act, bool yes)
    {
        var clicked = act();
        dialogs.WaitForElement("[role=dialog]");
        var question = dialogs.Find(".mud-dialog-content").TextContent.Trim();
        await dialogs.FindAll(".mud-dialog-actions button")[yes ? 1 : 0].ClickAsync();
        await clicked;
        return question;
    }

    /// <summary>Where dialogs appear; the layout has it once.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs() => Render<MudDialogProvider>();
}
