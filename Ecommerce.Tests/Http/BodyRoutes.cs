namespace Ecommerce.Tests.Http;

/// <summary>The routes of the API that read a body, whoever wrote the code that reads it.</summary>
public static class BodyRoutes
{
    /// <summary>Those that can't do without one.</summary>
    public static readonly (string Method, string Path)[] NeedingOne =
    [
        ("POST", "/balance/charge"),
        ("POST", "/orders/cart"),
        ("PATCH", "/orders/cart/1"),
        ("POST", "/orders"),
        ("POST", "/orders/cart/checkout"),
        ("POST", "/addresses"),
        ("PUT", "/addresses/1"),
        ("POST", "/admin/orders/1/ship"),
        ("POST", "/admin/orders/1/cancel"),
        ("POST", "/admin/orders/1/refund"),
        ("POST", "/orders/1/returns"),
        ("POST", "/admin/returns/1/accept"),
        ("POST", "/admin/returns/1/decline"),
        ("POST", "/admin/products"),
        ("PUT", "/admin/products/1"),
        ("POST", "/admin/products/1/stock"),
        ("POST", "/admin/products/1/stock-take"),
        ("POST", "/admin/products/1/scheduled-changes"),
        ("PUT", "/admin/products/1/images/1"),
        ("POST", "/admin/rankings/run"),
        ("POST", "/admin/shoppers/1/corrections"),
        ("POST", "/admin/shoppers/1/lock"),
        ("POST", "/admin/shoppers/1/notes"),
        ("POST", "/auth/register"),
        ("POST", "/auth/login"),
        ("POST", "/auth/refresh"),
        ("POST", "/auth/forgotPassword"),
        ("POST", "/auth/resendConfirmationEmail"),
        ("POST", "/auth/resetPassword"),
        ("POST", "/auth/manage/info"),
        ("POST", "/auth/manage/2fa"),
    ];
}
