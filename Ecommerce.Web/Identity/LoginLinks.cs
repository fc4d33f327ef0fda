using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.Web.Identity;

public static class LoginLinks
{
    private const string ReturnUrl = "ReturnUrl";

    /// <summary>The log-in page, which leads back to where the visitor is.</summary>
    public static string From(NavigationManager navigation)
    {
        var here = navigation.ToAbsoluteUri(navigation.Uri);
        if (!here.AbsolutePath.StartsWith("/account/", StringComparison.OrdinalIgnoreCase)) return To(here.PathAndQuery);

        // One account page leads to the other with the address that the first was given: nobody wants back to a log-in page.
        return QueryHelpers.ParseQuery(here.Query).TryGetValue(ReturnUrl, out var given) ? To(given.ToString()) : "/account/login";
    }

    public static string To(string returnUrl) => With("/account/login", returnUrl);

    /// <summary>A page of the account area that hands the address to return to on.</summary>
    public static string With(string page, string? returnUrl) =>
        string.IsNullOrEmpty(returnUrl) ? page : $"{page}?{ReturnUrl}={Uri.EscapeDataString(returnUrl)}";
}
