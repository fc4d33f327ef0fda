using Ecommerce.Core.Catalog.Pictures;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Catalog;

/// <summary>
/// Uploaded pictures, for everybody. An address holds the hash of what is found there, so a browser that has it never asks again.
/// </summary>
public static class PictureEndpoint
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet($"{PictureAddress.Root}/{{key}}/{{size}}", GetAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(
        string key, string size, PictureFiles files, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(key, size, cancellationToken) is not { } content) return TypedResults.NotFound();
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(content, PictureSizes.TypeOf(size), entityTag: new EntityTagHeaderValue($"\"{key}-{size}\""));
    }
}
