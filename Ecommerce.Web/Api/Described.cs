using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>A parameter that an endpoint reads by hand, which the framework's own description does not see.</summary>
public sealed record DescribedParameter(string Name, ParameterLocation In, string Description, OpenApiSchema Schema, bool Required = false)
{
    public OpenApiParameter ToOpenApi() => new() { Name = Name, In = In, Description = Description, Schema = Schema, Required = Required };
}

/// <summary>
/// What a parameter in the query means, and the values that it takes when they are few. (The framework has attributes for it, and fails
/// on them in <c>[AsParameters]</c>: it asks such a parameter for an array of their type and gets one of another.)
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DescribedQueryAttribute(string text, params string[] values) : Attribute
{
    public string Text { get; } = text;

    public string[] Values { get; } = values;
}

/// <summary>A header of an endpoint's successful answers.</summary>
public sealed record DescribedHeader(string Name, string Description);

/// <summary>The entity tags of HTTP (RFC 9110, 8.8.3), as the API's description tells of them.</summary>
public static class DescribedETags
{
    public static readonly DescribedHeader ETag = new("ETag", "A strong tag of what was answered.");

    public static readonly DescribedParameter IfNoneMatch = new(
        "If-None-Match", ParameterLocation.Header, "ETags of what the client has; 304 when one of them is current.", Text());

    public static readonly DescribedParameter IfMatch = new(
        "If-Match", ParameterLocation.Header, "The ETag that was read, or * for any.", Text(), Required: true);

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
