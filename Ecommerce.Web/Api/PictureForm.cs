using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Api;

/// <summary>A form (multipart) that pictures are sent in, read part by part.</summary>
internal static class PictureForm
{
    /// <summary>Refused: no form (415), one that says to be of more than <paramref name="maxBytes"/>.</summary>
    public static MultipartReader Open(HttpContext context, long maxBytes, Func<RefusedRequestException> tooLarge)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            throw new RefusedRequestException(
                ApiProblems.Problem(ProblemKind.UnsupportedMediaType, "Send the picture as a part of multipart/form-data."));
        if (context.Request.ContentLength > maxBytes) throw tooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = maxBytes;
        return new MultipartReader(boundary.ToString(), context.Request.Body);
    }

    /// <summary>Reads some of it. Refused: what is no form after all, or breaks off (400); more than it may be.</summary>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read, Func<RefusedRequestException> tooLarge)
    {
        try
        {
            return await read();
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw tooLarge();
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw UnreadableRequest.Body();
        }
    }
}
