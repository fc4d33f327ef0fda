using System.Globalization;
using System.Security.Claims;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>What cookie and tokens carry of the session that they belong to.</summary>
public static class SessionClaims
{
    private const string Id = "sid"; // https://www.iana.org/assignments/jwt/jwt.xhtml
    private const string RefreshNumber = "refresh";
    private const string CheckedAt = "checked";

    public static IEnumerable<Claim> Of(long session, int refreshNumber) =>
        [new(Id, session.ToString(CultureInfo.InvariantCulture)), new(RefreshNumber, refreshNumber.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The session of a visitor; null for a stranger.</summary>
    public static long? SessionId(this ClaimsPrincipal visitor) =>
        long.TryParse(visitor.FindFirstValue(Id), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Notes when the session was found live by the request that begins a circuit.</summary>
    /// <param name="timestamp">A timestamp of the shop's clock.</param>
    public static void MarkChecked(this ClaimsPrincipal visitor, long timestamp) =>
        visitor.Identities.First().AddClaim(new(CheckedAt, timestamp.ToString(CultureInfo.InvariantCulture)));

    /// <summary>When the request that brought this visitor found the session live; null where none did.</summary>
    public static long? SessionCheckedAt(this ClaimsPrincipal visitor) =>
        long.TryParse(visitor.FindFirstValue(CheckedAt), CultureInfo.InvariantCulture, out var at) ? at : null;

    /// <summary>Which of its session's refresh tokens this one is.</summary>
    public static int? RefreshTokenNumber(this ClaimsPrincipal visitor) =>
        int.TryParse(visitor.FindFirstValue(RefreshNumber), CultureInfo.InvariantCulture, out var number) ? number : null;
}
