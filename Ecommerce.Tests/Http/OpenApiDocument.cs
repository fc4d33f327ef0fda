using System.Globalization;
using System.Text.Json;

namespace Ecommerce.Tests.Http;

/// <summary>The API's description as a client reads it: what an operation takes and answers.</summary>
public sealed class OpenApiDocument(JsonElement document)
{
    /// <param name="call">For example <c>GET /orders/{id}</c>.</param>
    public JsonElement Operation(string call)
    {
        var blank = call.IndexOf(' ', StringComparison.Ordinal);
        var (method, path) = (call[..blank], call[(blank + 1)..]);
        return document.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());
    }

    public JsonElement Response(string call, int status) =>
        Operation(call).GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response)
            ? response
            : throw new Xunit.Sdk.XunitException($"{call} documents no {status}.");

    /// <summary>What is wrong with a value by its schema; nothing when it is described truly.</summary>
    public IEnumerable<string> Violations(JsonElement value, JsonElement schema, string path = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            return Violations(value, target, path);
        }

        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().Any(c => !Violations(value, c, path).Any()) ? [] : [$"{path} is none of its kinds"];
        if (!schema.TryGetProperty("type", out var types)) return [$"{path} has no type"];
        if (!IsOfType(value, types)) return [$"{path} is {value.ValueKind} {value}, not {types}"];
        if (schema.TryGetProperty("enum", out var values) && values.EnumerateArray().All(v => v.GetString() != value.GetString()))
            return [$"{path} is not one of {values}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => ViolationsOfMembers(value, schema, path),
            JsonValueKind.Array =>
                value.EnumerateArray().SelectMany((item, i) => Violations(item, schema.GetProperty("items"), $"{path}[{i}]")),
            JsonValueKind.Number => ViolationsOfRange(value, schema, path),
            _ => [],
        };
    }

    private IEnumerable<string> ViolationsOfMembers(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!))
                if (!value.TryGetProperty(name, out _)) yield return $"{path}.{name} is missing";
        }

        if (!schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var described))
            {
                if (!properties.TryGetProperty("traceId", out _))
                    yield return $"{path}.{member.Name} is not described"; // a problem may hold more
                continue;
            }

            foreach (var violation in Violations(member.Value, described, $"{path}.{member.Name}")) yield return violation;
        }
    }

    private static IEnumerable<string> ViolationsOfRange(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("minimum", out var minimum) && value.GetDecimal() < minimum.GetDecimal())
            yield return $"{path} is below {minimum}";
        if (schema.TryGetProperty("maximum", out var maximum) && value.GetDecimal() > maximum.GetDecimal())
            yield return $"{path} is over {maximum}";
    }

    private static bool IsOfType(JsonElement value, JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Any(type => IsOfType(value, type)) : types.GetString() switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "string" => value.ValueKind == JsonValueKind.String,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };
}
