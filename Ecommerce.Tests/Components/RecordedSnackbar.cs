using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace Ecommerce.Tests.Components;

/// <summary>The library's messages, and what was told through them.</summary>
public sealed class RecordedSnackbar(NavigationManager navigation, TimeProvider time, IOptions<SnackbarConfiguration> configuration)
    : SnackbarService(navigation, time, configuration), ISnackbar
{
    public List<Toast> Told { get; } = [];

    Snackbar? ISnackbar.Add<T>(Dictionary<string, object>? parameters, Severity severity, Action<SnackbarOptions>? configure, string? key)
    {
        var options = new SnackbarOptions(severity, Configuration);
        configure?.Invoke(options);
        var href = (string?)parameters![nameof(ToastBody.Href)];
        Func<Task>? action = options.OnClick is { } click ? () => click(null!) : null;
        var kind = severity == Severity.Success ? ToastKind.Success : ToastKind.Error;
        Told.Add(new(
            kind,
            (string)parameters[nameof(ToastBody.Text)],
            options.Action ?? (string?)parameters[nameof(ToastBody.LinkText)],
            action,
            href,
            options.VisibleStateDuration));
        return Add<T>(parameters, severity, configure, key);
    }
}
