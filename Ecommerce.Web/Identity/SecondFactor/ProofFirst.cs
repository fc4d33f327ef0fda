using Ecommerce.Core.Identity.SecondFactor;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.SecondFactor;

/// <summary>A page on which an account can be weakened: whoever proved too long ago who they are does so first, and comes back.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProofFirstAttribute : Attribute
{
    /// <summary>A field of the page's form, no secret, that is not to be typed again; the page reads it from its address.</summary>
    public string? Keeps { get; init; }
}

public static class ProofFirst
{
    /// <summary>Where it is asked who is there.</summary>
    public const string Page = "/account/confirm";

    /// <summary>Stands behind authorization, which has sent strangers away.</summary>
    public static void UseProofFirst(this WebApplication app)
    {
        if (app.Environment.IsProduction() && !app.Services.GetRequiredService<IOptions<SecondFactorOptions>>().Value.RequireSecondFactor)
            app.Logger.LogWarning("Admin:RequireSecondFactor is false: whoever knows an admin's password manages the shop.");
        app.Use((context, next) =>
            context.GetEndpoint()?.Metadata.GetMetadata<ProofFirstAttribute>() is { } page
            && !context.RequestServices.GetRequiredService<FreshProof>().IsGiven
                ? LeadToProofAsync(context, page)
                : next(context));
    }

    private static async Task LeadToProofAsync(HttpContext context, ProofFirstAttribute page) =>
        context.Response.Redirect(LoginLinks.With(Page, await AddressAsync(context.Request, page)));

    private static async Task<string> AddressAsync(HttpRequest request, ProofFirstAttribute page)
    {
        var address = request.Path + request.QueryString;
        if (page.Keeps is not { } field || !request.HasFormContentType) return address;
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return form[$"Input.{field}"].ToString() is { Length: > 0 } value
            ? QueryHelpers.AddQueryString(request.Path, field, value)
            : address;
    }
}
