using System.Globalization;

namespace Ecommerce.Core.Common;

/// <summary>Instants as all that leaves the shop writes them: RFC 3339 in UTC, with milliseconds and Z.</summary>
public static class InstantText
{
    public static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
