using System.Diagnostics;
using OpenTelemetry;

namespace Ecommerce.Web.Operations;

/// <summary>
/// Takes out of a span what could tell who a visitor is or what they typed, before it is sent: their address and browser, query strings
/// (search terms, tokens of links), values of SQL parameters, and the words of an error, in which a database quotes what it refused. The
/// connection string goes with them: it may hold a password.
/// </summary>
public sealed class PersonalDataRemoval : BaseProcessor<Activity>
{
    /// <summary>SqlClient's instrumentation adds these when a variable of the environment asks for it.</summary>
    private const string SqlParameter = "db.query.parameter.";

    private static readonly HashSet<string> Personal =
    [
        "client.address",
        "client.port",
        "network.peer.address",
        "network.peer.port",
        "user_agent.original",
        "url.query",
        "db.npgsql.data_source",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Select(t => t.Key).Where(IsPersonal).ToList()) data.SetTag(tag, null);
        data.SetStatus(data.Status);
    }

    private static bool IsPersonal(string tag) => Personal.Contains(tag) || tag.StartsWith(SqlParameter, StringComparison.Ordinal);
}
