using System.Security.Claims;
using Ecommerce.Web.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Ecommerce.Web.Shared;

/// <summary>
/// A part of a page that only shoppers who are logged in see. What it reads it keeps in properties marked
/// <c>[PersistentState(AllowUpdates = true)]</c>: when the page's circuit starts, or the page is reached by a link, it shows what was shown
/// before, instead of nothing, until it has read it again. A key that makes a repeated request harmless is never updated.
/// </summary>
public abstract class ShopperComponent : ComponentBase
{
    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Whoever is logged in; the pages around this demand it.</summary>
    protected long ShopperId { get; private set; }

    /// <summary>Controls wait for this: a click on a prerendered page would be lost.</summary>
    protected bool Ready => RendererInfo.IsInteractive && !Busy;

    /// <summary>An action is under way.</summary>
    protected bool Busy { get; private set; }

    protected string DataInteractive => RendererInfo.IsInteractive ? "true" : "false";

    protected sealed override async Task OnInitializedAsync()
    {
        var visitor = (await Authentication).User;
        // A circuit can be told to show any part whose markup a page holds, whoever asks.
        if (visitor.ShopperId() is not { } id || !MayBeShownTo(visitor))
            throw new InvalidOperationException("This part is not for the visitor who asks for it.");
        ShopperId = id;
        await LoadAsync();
    }

    protected virtual bool MayBeShownTo(ClaimsPrincipal visitor) => true;

    /// <summary>Reads what is shown.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Runs an action once at a time.</summary>
    protected async Task RunAsync(Func<Task> action)
    {
        if (Busy) return;
        Busy = true;
        try
        {
            await action();
        }
        finally
        {
            Busy = false;
        }
    }
}
