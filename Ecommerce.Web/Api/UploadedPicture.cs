using System.Reflection;
using System.Text;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Api;

/// <summary>
/// A form (multipart) with one picture, in a part of any name, and its texts in the parts <c>alt</c> and <c>altEn</c>. What the picture is
/// called and what it says to be is not read. Refused while it is read: no form (415), a picture of more than 10 MB (413), none or several
/// pictures, a text that is too long (400).
/// </summary>
public sealed record UploadedPicture(byte[] Content, PictureEdit Texts)
    : IBindableFromHttpContext<UploadedPicture>, IEndpointParameterMetadataProvider
{
    /// <summary>For the texts, and the headers of the parts.</summary>
    private const int RoomForTexts = RequestBody.MaxBytes;

    private const int MaxTextBytes = 4096;

    public static async ValueTask<UploadedPicture?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            throw new RefusedRequestException(
                ApiProblems.Problem(ProblemKind.UnsupportedMediaType, "Send the picture as a part of multipart/form-data."));
        if (context.Request.ContentLength > PictureOptions.MaxBytes + RoomForTexts) throw TooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = PictureOptions.MaxBytes + RoomForTexts;
        try
        {
            return await ReadAsync(new MultipartReader(boundary.ToString(), context.Request.Body), context.RequestAborted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw UnreadableRequest.Body(); // no form after all, or one that breaks off
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["multipart/form-data"], typeof(IFormFile)));

    public static RefusedRequestException TooLarge() => new(ApiProblems.Problem(
        ProblemKind.BodyTooLarge, $"Send a picture of at most {PictureOptions.MaxBytes / 1024 / 1024} MB."));

    private static async Task<UploadedPicture> ReadAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        byte[]? picture = null;
        var (alt, altEn) = ("", "");
        while (await form.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            var name = part.GetContentDispositionHeader()?.Name.Value;
            switch (HeaderUtilities.RemoveQuotes(name).Value)
            {
                case "alt":
                    alt = await ReadTextAsync(part.Body, "alt", cancellationToken);
                    break;
                case "altEn":
                    altEn = await ReadTextAsync(part.Body, "altEn", cancellationToken);
                    break;
                default:
                    if (picture is not null) throw new RefusedRequestException(new ValidationFailed("file", "Send one picture at a time."));
                    picture = await part.Body.ReadToEndAsync(PictureOptions.MaxBytes, TooLarge, cancellationToken);
                    break;
            }
        }

        return picture is { Length: > 0 }
            ? new(picture, new PictureEdit(alt, altEn))
            : throw new RefusedRequestException(new ValidationFailed("file", "Is missing."));
    }

    private static async Task<string> ReadTextAsync(Stream part, string field, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await part.ReadToEndAsync(
            MaxTextBytes,
            () => new(new ValidationFailed(field, $"Must be at most {ProductPicture.MaxAltLength} characters.")),
            cancellationToken));
}
