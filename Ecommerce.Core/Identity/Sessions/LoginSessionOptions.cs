using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>How long a log-in lasts: section <c>Sessions</c>.</summary>
public sealed class LoginSessionOptions
{
    public const string Section = "Sessions";

    /// <summary>Days after which a session ends that nobody used.</summary>
    [Range(1, 365, ErrorMessage = "Sessions:IdleDays must be from 1 to 365.")]
    public int IdleDays { get; set; } = 14;

    /// <summary>Days after which a session ends however much it is used.</summary>
    [Range(1, 3650, ErrorMessage = "Sessions:MaxDays must be from 1 to 3650.")]
    public int MaxDays { get; set; } = 90;

    /// <summary>Minutes for which a log-in, or a later confirmation, lets its owner change what the account is guarded by.</summary>
    [Range(1, 60, ErrorMessage = "Sessions:ProofMinutes must be from 1 to 60.")]
    public int ProofMinutes { get; set; } = 10;

    /// <summary>When a session ends that was begun then and is used now.</summary>
    public DateTime EndOf(DateTime createdAt, DateTime now)
    {
        var (unused, longest) = (now.AddDays(IdleDays), createdAt.AddDays(MaxDays));
        return unused < longest ? unused : longest;
    }
}
