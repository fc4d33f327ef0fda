using Bunit;
using Ecommerce.Tests.Components;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Radzen;

namespace Ecommerce.Tests.Admin;

/// <summary>Parts of the management pages, as an admin sees them. What the library does in the browser is left out; confirmations are answered by the test.</summary>
public abstract class ManagePanelTests : ComponentTests
{
    protected ManagePanelTests(TestDatabases databases)
        : base(databases)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Services.AddSingleton<ILoggerFactory>(new LoggerFactory([Log]));
    }

    protected List<string> Questions { get; } = [];

    protected LogLines Log { get; } = new();

    /// <summary>An admin's account, logged in from here on.</summary>
    protected async Task LogInAdminAsync() => LogIn(await Shop.AddShopperAsync(), "Admin");

    /// <summary>Says yes or no to every question from here on, and keeps what was asked.</summary>
    protected void AnswerQuestions(bool yes)
    {
        var dialogs = Services.GetRequiredService<DialogService>();
        dialogs.OnOpen += (title, _, parameters, _) =>
        {
            Questions.Add(title ?? "");
            dialogs.Close(yes);
        };
    }
}
