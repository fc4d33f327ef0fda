using System.Security.Claims;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Ecommerce.Web.Admin;

/// <summary>A part of a management page: what it shows is read again now and then, what it does is asked first.</summary>
public abstract class AdminComponent : ShopperComponent, IDisposable
{
    private readonly CancellationTokenSource closing = new();

    protected AdminComponent() => Closing = closing.Token;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private IStringLocalizer<AdminText> Texts { get; set; } = null!;

    [Inject] private RefusalMessages Refusals { get; set; } = null!;

    [Inject] protected ToastService Toasts { get; set; } = null!;

    [Inject] protected StoreClock Clock { get; set; } = null!;

    /// <summary>Whoever is logged in, as the use cases know them.</summary>
    protected Actor Actor => Actor.OnPage(ShopperId);

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Closing { get; }

    /// <summary>How often what is shown is read again; null for never.</summary>
    protected virtual TimeSpan? RefreshInterval => null;

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override bool MayBeShownTo(ClaimsPrincipal visitor) => visitor.IsInRole(Roles.Admin);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && RefreshInterval is { } interval) _ = RefreshAsync(interval);
    }

    /// <summary>Runs the action if the admin says yes.</summary>
    protected async Task ConfirmAsync(string question, string yes, Func<Task> action)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Question, question }, { d => d.Yes, yes } };
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>(
            title: null, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
        if (await dialog.Result is not { Canceled: false }) return;
        await RunAsync(() =>
        {
            StateHasChanged(); // the buttons are out of use while it runs
            return action();
        });
    }

    /// <summary>What a refusal means to an admin, where that is something else than to a shopper.</summary>
    protected string MessageFor(Refusal refusal) => refusal switch
    {
        InsufficientStock { Items: [{ } shortage] } => Texts["Refusal.InsufficientStock", shortage.Available],
        ProductNotFound => Texts["Refusal.ProductNotFound"],
        AccountNotFound => Texts["Refusal.AccountNotFound"],
        _ => Refusals.For(refusal),
    };

    /// <summary>Who did something: the address; of an account that was deleted since, its number.</summary>
    protected string NameOf(long account, string? email) => email ?? Texts["Shoppers.Number", account];

    private async Task RefreshAsync(TimeSpan interval)
    {
        try
        {
            using var timer = new PeriodicTimer(interval, Clock.Provider);
            while (await timer.WaitForNextTickAsync(Closing))
            {
                await InvokeAsync(async () =>
                {
                    if (Busy) return;
                    await LoadAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
    }
}
