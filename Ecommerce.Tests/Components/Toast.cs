namespace Ecommerce.Tests.Components;

/// <summary>A message as the visitor was told it.</summary>
public sealed record Toast(ToastKind Kind, string Text, string? ActionText, Func<Task>? Action, string? Href, int Milliseconds);
