using System.Reflection;
using System.Security.Cryptography;
using System.Text.Unicode;
using Ecommerce.Web.Catalog;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Api;

/// <summary>
/// A body of text/csv. Refused while it is read: another media type or charset (415), more than 20 MB (413), nothing, or other bytes than
/// UTF-8 (400).
/// </summary>
public sealed record CsvBody(byte[] Content) : IBindableFromHttpContext<CsvBody>, IEndpointParameterMetadataProvider
{
    public const string MediaType = "text/csv";

    /// <summary>What the audit calls the file: the first 16 digits of its SHA-256.</summary>
    public string Name => NameOf(Content);

    public static string NameOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file))[..16];

    public static async ValueTask<CsvBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            throw new RefusedRequestException(
                ApiProblems.Problem(ProblemKind.UnsupportedMediaType, "Send the file as text/csv in UTF-8."));
        if (context.Request.ContentLength > ProductCsv.MaxBytes) throw TooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ProductCsv.MaxBytes + 1; // so that it is this that refuses
        try
        {
            var content = await context.Request.Body.ReadToEndAsync(ProductCsv.MaxBytes, TooLarge, context.RequestAborted);
            return content.Length > 0 && Utf8.IsValid(content) ? new(content) : throw UnreadableRequest.Body();
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            throw UnreadableRequest.Body();
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([MediaType], typeof(string)));

    private static RefusedRequestException TooLarge() => new(ApiProblems.Problem(
        ProblemKind.BodyTooLarge, $"Send a file of at most {ProductCsv.MaxBytes / 1024 / 1024} MB, or several smaller ones."));
}
