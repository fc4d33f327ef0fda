using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>SQL for which sessions are live.</summary>
public sealed class SessionStatements(Dialect dialect)
{
    /// <summary>A session's state: <see cref="SessionState"/>.</summary>
    private static readonly string State =
        "SELECT s.id, s.shopper_id, s.created_at, s.seen_at, s.proved_at, s.is_strong, "
        + "(SELECT CAST(COUNT(*) AS bigint) FROM user_roles r JOIN roles o ON o.id = r.role_id "
        + $"WHERE r.user_id = s.shopper_id AND o.normalized_name = '{Roles.Admin.ToUpperInvariant()}'), "
        + "u.two_factor_enabled, "
        + "(SELECT CAST(COUNT(*) AS bigint) FROM user_passkeys p WHERE p.user_id = s.shopper_id)";

    private static readonly string OneSession = $"{State} FROM sessions s {Live("$2")} AND s.id = $1";

    private readonly string severalSessions = $"{State} FROM {dialect.IdTable} i JOIN sessions s ON s.id = i.id {Live("$2")}";

    /// <summary>The account {0}'s sessions that are live at the instant {1}, for EF to build on.</summary>
    public static string OfShopper { get; } = $"SELECT s.* FROM sessions s {Live("{1}")} AND s.shopper_id = {{0}}";

    /// <summary>Answers a row if the session is live.</summary>
    public static Statement Find(long id, DateTime now) => new(OneSession, [id, now], Reads: true);

    /// <summary>Answers a row for each of the sessions that is live.</summary>
    public Statement Find(long[] ids, DateTime now) => new(severalSessions, [dialect.IdsValue(ids), now], Reads: true);

    /// <summary>
    /// A session is live until it ends, while its account is open, is not locked and has the security stamp of the log-in.
    /// </summary>
    private static string Live(string now) =>
        "JOIN users u ON u.id = s.shopper_id JOIN wallets w ON w.shopper_id = s.shopper_id "
        + $"WHERE s.ends_at > {now} AND s.security_stamp = u.security_stamp AND w.closed_at IS NULL "
        + $"AND (u.lockout_end IS NULL OR u.lockout_end <= {now})";
}
