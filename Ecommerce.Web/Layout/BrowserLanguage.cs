using Microsoft.AspNetCore.Localization;

namespace Ecommerce.Web.Layout;

/// <summary>
/// The language of a first visit: the one the browser likes best (<c>Accept-Language</c>,
/// https://www.rfc-editor.org/rfc/rfc9110#field.accept-language) of those the shop has, whatever the region. A choice in the footer stands
/// before it.
/// </summary>
public sealed class BrowserLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var culture = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .Where(l => l.Quality is null or > 0)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0])
            .Select(
                l => Array.Find(PagePreferences.Cultures, c => c.TwoLetterISOLanguageName.Equals(l, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(c => c is not null);
        return Task.FromResult(culture is null ? null : new ProviderCultureResult(culture.Name));
    }
}
