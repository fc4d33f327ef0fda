using System.Reflection;
using Ecommerce.Core.Idempotency;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>
/// The optional <c>Idempotency-Key</c> header: 1 to 255 visible ASCII characters, bare or as a quoted string. Anything else is refused
/// with <c>idempotency-key-invalid</c>.
/// </summary>
public sealed record IdempotencyHeader(string? Key) : IBindableFromHttpContext<IdempotencyHeader>, IEndpointParameterMetadataProvider
{
    public const string Name = "Idempotency-Key";
    public const string ReplayedName = "Idempotent-Replayed";

    public static ValueTask<IdempotencyHeader?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var values = context.Request.Headers[Name];
        return ValueTask.FromResult<IdempotencyHeader?>(new(values.Count == 0 ? null : Parse(values)));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new DescribedParameter(
            Name,
            ParameterLocation.Header,
            "Repeating a request with its key has its effect once and answers the same again. Visible ASCII, bare or quoted.",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyRecord.MaxKeyLength }));
        builder.Metadata.Add(new DescribedHeader(ReplayedName, "true on the stored answer of an earlier request with the same key."));
        builder.Metadata.Add(new RefusalMetadata([ProblemKind.IdempotencyKeyInvalid, ProblemKind.IdempotencyKeyReused]));
    }

    /// <summary>The key together with what the request said, for Core.</summary>
    public IdempotencyKey? For(string fingerprint) => Key is null ? null : new IdempotencyKey(Key, fingerprint);

    public IdempotencyKey? For<T>(JsonBody<T>? body)
        where T : class => Key is null ? null : For(body?.Fingerprint ?? JsonFingerprint.Of("{}"u8.ToArray()));

    private static string Parse(StringValues values)
    {
        if (values is not [{ } text]) throw Invalid("Send one key, not several.");
        var key = text.StartsWith('"') ? Unquote(text) : text;
        if (key.Length is < 1 or > IdempotencyRecord.MaxKeyLength || !key.All(c => c is > ' ' and <= '~'))
            throw Invalid($"Send 1 to {IdempotencyRecord.MaxKeyLength} visible ASCII characters, bare or in double quotes.");
        return key;
    }

    /// <summary>A structured-field string (RFC 9651, 3.3.3): only <c>\"</c> and <c>\\</c> are escapes.</summary>
    private static string Unquote(string text)
    {
        var key = new System.Text.StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when i == text.Length - 1:
                    return key.ToString();
                case '"':
                    throw Invalid("Nothing may follow the closing quote.");
                case '\\' when i + 1 < text.Length && text[i + 1] is '"' or '\\':
                    key.Append(text[++i]);
                    break;
                case '\\':
                    throw Invalid("A backslash may only escape a quote or a backslash.");
                default:
                    key.Append(text[i]);
                    break;
            }
        }

        throw Invalid("The closing quote is missing.");
    }

    private static RefusedRequestException Invalid(string detail) => new(ApiProblems.Problem(ProblemKind.IdempotencyKeyInvalid, detail));
}

public static class IdempotencyResponses
{
    /// <summary>Tells that the answer is the stored one of an earlier request with the same key.</summary>
    public static void MarkReplay(this HttpResponse response, bool replayed)
    {
        if (replayed) response.Headers[IdempotencyHeader.ReplayedName] = "true";
    }
}
