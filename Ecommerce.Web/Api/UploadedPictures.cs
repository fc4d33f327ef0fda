using System.Reflection;
using System.Runtime.CompilerServices;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.Web.Api;

/// <summary>A picture as it was sent.</summary>
/// <param name="Content">Of one that is too large only its beginning, which is too large as well.</param>
public sealed record SentPicture(string FileName, byte[] Content);

/// <summary>
/// A form (multipart) with pictures in parts of any name, each with its file's name. They are read one after another, as somebody asks for
/// the next, so that no more than one is in memory. Refused: no form (415), more than 100 MB in all (413), none or more than 100 (400).
/// </summary>
public sealed class UploadedPictures(MultipartReader form) : IBindableFromHttpContext<UploadedPictures>, IEndpointParameterMetadataProvider
{
    public const int MaxCount = 100;

    public const int MaxBytes = 100 * 1024 * 1024;

    public static ValueTask<UploadedPictures?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<UploadedPictures?>(new(PictureForm.Open(context, MaxBytes, TooLarge)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["multipart/form-data"], typeof(IFormFileCollection)));

    public async IAsyncEnumerable<SentPicture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        while (await PictureForm.ReadAsync(() => NextAsync(cancellationToken), TooLarge) is { } picture)
        {
            if (++count > MaxCount)
                throw new RefusedRequestException(new ValidationFailed("file", $"Send at most {MaxCount} pictures at a time."));
            yield return picture;
        }

        if (count == 0) throw new RefusedRequestException(new ValidationFailed("file", "Is missing."));
    }

    private async Task<SentPicture?> NextAsync(CancellationToken cancellationToken)
    {
        if (await form.ReadNextSectionAsync(cancellationToken) is not { } part) return null;
        var names = part.GetContentDispositionHeader();
        var name = names?.FileNameStar.HasValue == true ? names.FileNameStar : names?.FileName ?? default;
        return new(Unquoted(name.Value ?? ""), await ReadAsync(part.Body, cancellationToken));
    }

    private static string Unquoted(string name) => name is ['"', .. var inner, '"'] ? inner.Replace("\\\"", "\"") : name;

    private static async Task<byte[]> ReadAsync(Stream part, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (content.Length <= PictureOptions.MaxBytes && (read = await part.ReadAsync(chunk, cancellationToken)) > 0)
            content.Write(chunk, 0, read);
        return content.ToArray();
    }

    private static RefusedRequestException TooLarge() => new(ApiProblems.Problem(
        ProblemKind.BodyTooLarge, $"Send at most {MaxBytes / 1024 / 1024} MB at a time; what was taken is not taken twice."));
}
