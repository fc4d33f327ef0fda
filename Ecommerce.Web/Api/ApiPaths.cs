namespace Ecommerce.Web.Api;

/// <summary>The path prefixes that belong to the JSON API alone; pages live elsewhere.</summary>
public static class ApiPaths
{
    public static readonly IReadOnlyList<PathString> Prefixes = ["/products", "/orders", "/balance", "/auth", "/admin"];

    public static bool IsApi(HttpContext context) => Prefixes.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    /// <summary>An answer that only its owner may keep: everything but the public catalog.</summary>
    public static bool IsPersonal(HttpContext context) => IsApi(context) && !context.Request.Path.StartsWithSegments("/products");
}
