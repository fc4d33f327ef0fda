namespace Ecommerce.Tests.Components;

public enum ToastKind
{
    Success,
    Error,
}
