using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.TestKit;

/// <summary>What a page's circuit is begun with.</summary>
/// <param name="State">What the page showed, sealed.</param>
/// <param name="Operations">The page's interactive components with their descriptors, to be added to a circuit one by one: JSON.</param>
public sealed partial record PageCircuit(string State, string Operations)
{
    public static PageCircuit Of(string html) => new(ServerState().Match(html).Groups[1].Value, OperationsOf(html));

    private static string OperationsOf(string html)
    {
        var operations = new JsonArray();
        foreach (Match marker in ComponentMarker().Matches(html))
        {
            var component = JsonNode.Parse(marker.Groups[1].Value)!.AsObject();
            if ((string?)component["type"] != "server") continue;
            operations.Add(
                new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = component.DeepClone() });
        }

        return new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString();
    }

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex ServerState();

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex ComponentMarker();
}
