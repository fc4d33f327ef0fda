namespace Ecommerce.Web.Shared;

public enum ToastKind
{
    Success,
    Error,
}

/// <summary>A short message; an action, when given, offers the way on or back.</summary>
public sealed record Toast(ToastKind Kind, string Text, string? ActionText = null, Func<Task>? Action = null, string? Href = null);

/// <summary>Shows short messages to the visitor of this circuit.</summary>
public sealed class ToastService
{
    public event Action<Toast>? Shown;

    public void Success(string text, string? actionText = null, Func<Task>? action = null, string? href = null) =>
        Shown?.Invoke(new Toast(ToastKind.Success, text, actionText, action, href));

    public void Error(string text, string? actionText = null, string? href = null) =>
        Shown?.Invoke(new Toast(ToastKind.Error, text, actionText, Href: href));
}
