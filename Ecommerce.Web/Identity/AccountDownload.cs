using System.Text.Json;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Identity;

/// <summary>The shopper's own data as a file.</summary>
public static class AccountDownload
{
    public const string Address = "/account/data.json";

    private static readonly JsonSerializerOptions Readable = new(ApiJson.Options) { WriteIndented = true };

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Address, Download).RequireAuthorization().ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, UnauthorizedHttpResult>> Download(
        HttpContext context, AccountExports exports, CancellationToken cancellationToken)
    {
        var data = await exports.CollectAsync(context.User.ShopperId()!.Value, cancellationToken);
        if (!data.Succeeded) return TypedResults.Unauthorized();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(data.Value, Readable), "application/json", "account.json");
    }
}
