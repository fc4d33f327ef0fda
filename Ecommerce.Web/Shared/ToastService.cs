using MudBlazor;

namespace Ecommerce.Web.Shared;

/// <summary>
/// Shows short messages to the visitor of this circuit: for 6 seconds, or for 15 when there is something to decide or somewhere to go, so
/// that a keyboard gets there in time.
/// </summary>
public sealed class ToastService(ISnackbar snackbar)
{
    private const int Shown = 6_000;
    private const int ShownWithAction = 15_000;

    public void Success(string text, string? actionText = null, Func<Task>? action = null, string? href = null) =>
        Show(Severity.Success, text, actionText, action, href);

    public void Error(string text, string? actionText = null, string? href = null) => Show(Severity.Error, text, actionText, null, href);

    private void Show(Severity severity, string text, string? actionText, Func<Task>? action, string? href)
    {
        var body = new Dictionary<string, object?>
        {
            [nameof(ToastBody.Text)] = text,
            [nameof(ToastBody.Href)] = href,
            [nameof(ToastBody.LinkText)] = actionText,
        };
        snackbar.Add<ToastBody>(body!, severity, options =>
        {
            options.RequireInteraction = false;
            options.VisibleStateDuration = action is null && href is null ? Shown : ShownWithAction;
            if (action is null) return;
            options.Action = actionText;
            options.ActionColor = Color.Inherit;
            options.OnClick = _ => action();
        });
    }
}
