namespace Ecommerce.Web.Api;

/// <summary>The path prefixes that belong to the JSON API alone; pages live elsewhere.</summary>
public static class ApiPaths
{
    public static readonly IReadOnlyList<string> Prefixes = ["/products", "/orders", "/balance", "/auth", "/admin", "/addresses"];

    public static bool IsApi(HttpContext context) => IsApi(context.Request.Path);

    public static bool IsApi(PathString path) => Prefixes.Any(prefix => path.StartsWithSegments(prefix));

    /// <summary>An answer that only its owner may keep: everything but the public catalog.</summary>
    public static bool IsPersonal(PathString path) => IsApi(path) && !path.StartsWithSegments("/products");
}
