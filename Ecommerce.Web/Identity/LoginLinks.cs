using Microsoft.AspNetCore.Components;

namespace Ecommerce.Web.Identity;

public static class LoginLinks
{
    /// <summary>The log-in page, which leads back to where the visitor is.</summary>
    public static string From(NavigationManager navigation) => To("/" + navigation.ToBaseRelativePath(navigation.Uri));

    public static string To(string returnUrl) => $"/account/login?ReturnUrl={Uri.EscapeDataString(returnUrl)}";
}
