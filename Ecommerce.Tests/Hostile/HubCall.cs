namespace Ecommerce.Tests.Hostile;

/// <summary>
/// What the server asks of a browser: <c>JS.RenderBatch</c>, <c>JS.AttachComponent</c>, <c>JS.BeginInvokeJS</c>, <c>JS.EndInvokeDotNet</c>,
/// <c>JS.Error</c>.
/// </summary>
public sealed record HubCall(string Target, IReadOnlyList<object?> Arguments)
{
    /// <summary>Of <c>JS.BeginInvokeJS</c>: the function, <c>Blazor._internal.navigationManager.navigateTo</c> say.</summary>
    public string? Function => Target == "JS.BeginInvokeJS" ? Arguments.OfType<string>().FirstOrDefault() : null;

    /// <summary>Its arguments, as JSON.</summary>
    public string? FunctionArguments => Target == "JS.BeginInvokeJS" ? Arguments.OfType<string>().ElementAtOrDefault(1) : null;
}
