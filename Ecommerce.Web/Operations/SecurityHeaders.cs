namespace Ecommerce.Web.Operations;

public static class SecurityHeaders
{
    /// <summary>
    /// Everything comes from this site but product pictures, which may come from any https address. Inline styles are
    /// allowed because the component library sets them; inline scripts are not.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' https: data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.Use((context, next) =>
        {
            // As late as possible: an exception handler starts from an empty response.
            context.Response.OnStarting(AddHeaders, context.Response.Headers);
            return next(context);
        });
    }

    private static Task AddHeaders(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        return Task.CompletedTask;
    }
}
