using Ecommerce.Core.Identity;

namespace Ecommerce.Core.Audit;

/// <summary>
/// Who changes something in the shop's management, in which role and from where. It only says so: <see cref="AdminTransaction"/> asks the
/// database whether the account holds the role.
/// </summary>
public sealed record Actor
{
    /// <summary>The shop itself: what it is filled with at its first start.</summary>
    public static readonly Actor System = new(null, null, ActorOrigin.System);

    /// <summary>Whoever may start the program on the machine; no account.</summary>
    public static readonly Actor CommandLine = new(null, null, ActorOrigin.CommandLine);

    private Actor(long? accountId, string? role, ActorOrigin origin) => (AccountId, Role, Origin) = (accountId, role, origin);

    /// <summary>Null for <see cref="System"/> and <see cref="CommandLine"/>, which no account stands for.</summary>
    public long? AccountId { get; }

    /// <summary>The role that the action needs; null where there is no account.</summary>
    public string? Role { get; }

    public ActorOrigin Origin { get; }

    /// <summary>An admin on the management pages.</summary>
    public static Actor OnPage(long accountId) => new(accountId, Roles.Admin, ActorOrigin.Page);

    /// <summary>An admin whose client calls the API.</summary>
    public static Actor ThroughApi(long accountId) => new(accountId, Roles.Admin, ActorOrigin.Api);
}

public enum ActorOrigin
{
    Page,
    Api,
    CommandLine,
    System,
}
