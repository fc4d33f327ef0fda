namespace Ecommerce.Web.Shared;

/// <summary>Addresses to return to, which must never lead to another site.</summary>
public static class LocalUrls
{
    /// <summary>The address if it is a path of this site, otherwise the home page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    private static bool IsLocal(string? url) =>
        url is { Length: > 0 }
        && url[0] == '/'
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && !url.Any(char.IsControl);
}
