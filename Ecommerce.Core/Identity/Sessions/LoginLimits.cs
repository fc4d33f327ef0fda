using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>How often a log-in may fail: section <c>LogIn</c>.</summary>
public sealed class LoginLimits
{
    public const string Section = "LogIn";

    /// <summary>Off with all other limits: <c>RateLimits:Enabled</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Failures of one account from one address or known device, before it has to wait.</summary>
    [Range(1, 100, ErrorMessage = "LogIn:FailuresPerOrigin must be from 1 to 100.")]
    public int FailuresPerOrigin { get; set; } = 5;

    /// <summary>Minutes to wait then.</summary>
    [Range(1, 1440, ErrorMessage = "LogIn:LockMinutes must be from 1 to 1440.")]
    public int LockMinutes { get; set; } = 5;

    /// <summary>
    /// Failures of one account in an hour from all addresses together, before only known devices may try
    /// (<see href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B</see>, rate limiting: at most 100).
    /// </summary>
    [Range(1, 100, ErrorMessage = "LogIn:FailuresOfStrangersPerHour must be from 1 to 100.")]
    public int FailuresOfStrangersPerHour { get; set; } = 50;
}
