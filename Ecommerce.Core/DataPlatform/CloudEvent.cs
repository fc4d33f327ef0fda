using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;

namespace Ecommerce.Core.DataPlatform;

/// <summary>What the platform hears: a CloudEvents 1.0 event in JSON, on one line.</summary>
/// <param name="Id">The same for every delivery of this event, so that the platform can tell a repetition.</param>
public sealed record CloudEvent(string Id, ReadOnlyMemory<byte> Json)
{
    public const string ContentType = "application/cloudevents+json";

    /// <param name="shopEvent">One of <see cref="OrderEvents"/>.</param>
    public static CloudEvent Of(ShopEvent shopEvent)
    {
        var subject = shopEvent.SubjectId.ToString(CultureInfo.InvariantCulture);
        var id = $"{shopEvent.Type}-{subject}";
        if (shopEvent.Number > 0) id = string.Create(CultureInfo.InvariantCulture, $"{id}-{shopEvent.Number}");
        var json = EventJson.Bytes(writer =>
        {
            writer.WriteString("specversion", "1.0");
            writer.WriteString("id", id);
            writer.WriteString("source", $"/{shopEvent.SubjectType}s");
            writer.WriteString("type", shopEvent.Type);
            writer.WriteString("subject", subject);
            writer.WriteString("time", InstantText.Of(shopEvent.OccurredAt));
            writer.WriteString("datacontenttype", "application/json");
            writer.WritePropertyName("data");
            writer.WriteRawValue(shopEvent.Payload, skipInputValidation: true);
        });
        return new CloudEvent(id, json);
    }
}
