using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>
/// What the framework can't tell about the API's JSON: types behind converters of ours, and which members a request needs.
/// </summary>
internal static class OpenApiSchemas
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var isNullable = context.JsonPropertyInfo is { IsGetNullable: true } || schema.Type?.HasFlag(JsonSchemaType.Null) == true;
        if (type == typeof(string) || type == typeof(DateTime) || type.IsEnum) schema.Type = JsonSchemaType.String;
        if (type == typeof(NumberOrName)) schema.Type = JsonSchemaType.Integer | JsonSchemaType.String;
        if (type == typeof(DateTime)) schema.Format = "date-time";
        // The framework drops what looks empty.
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true) schema.Items ??= Of(JsonSchemaType.String);
        if (schema.Type is { } known && context.JsonPropertyInfo is { } member)
            schema.Type = isNullable && !IsRequired(member) ? known | JsonSchemaType.Null : known & ~JsonSchemaType.Null;

        // Members of an answer are always there; of a request, those that say so.
        if (type.Name.EndsWith("Body", StringComparison.Ordinal))
            schema.Required = context.JsonTypeInfo.Properties.Where(IsRequired).Select(p => p.Name).ToHashSet();
        return Task.CompletedTask;
    }

    /// <summary>RFC 9457, with what every problem of ours has; more members depend on the code, see the examples.</summary>
    public static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457. Switch on 'code'; further members depend on it.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Of(JsonSchemaType.String),
            ["title"] = Of(JsonSchemaType.String),
            ["status"] = Of(JsonSchemaType.Integer),
            ["detail"] = Of(JsonSchemaType.String),
            ["instance"] = Of(JsonSchemaType.String),
            ["code"] = Of(JsonSchemaType.String),
            ["traceId"] = Of(JsonSchemaType.String),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object | JsonSchemaType.Array,
                Description = "With validation-failed: messages by member; of a file, a list of line, field and message.",
                Items = new OpenApiSchema { Type = JsonSchemaType.Object },
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(JsonSchemaType.String) },
            },
        },
    };

    public static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };

    private static bool IsRequired(JsonPropertyInfo member) =>
        member.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;
}
