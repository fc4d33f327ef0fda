using System.Globalization;

namespace Ecommerce.Web.Api;

/// <summary>An id in a path. Ids are opaque to clients, so what can't be one of ours is simply not found (0 is never given out).</summary>
public readonly record struct ResourceId(long Value) : IParsable<ResourceId>
{
    public static ResourceId Parse(string s, IFormatProvider? provider) =>
        long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id) : default;

    public static bool TryParse(string? s, IFormatProvider? provider, out ResourceId result)
    {
        result = Parse(s ?? "", provider);
        return true;
    }

    public static implicit operator long(ResourceId id) => id.Value;
}
