using System.Security.Cryptography;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.DataProtection;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// A browser that has logged in to an account before keeps a cookie that says so, for a year: whoever guesses that account's password
/// elsewhere can't lock it out (<see cref="Core.Identity.Sessions.LoginAttempts"/>). It opens nothing.
/// </summary>
public sealed class KnownDevice(IDataProtectionProvider protection)
{
    private const string Cookie = "device";
    private const char Separator = ' ';
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Ecommerce.KnownDevice").ToTimeLimitedDataProtector();

    /// <summary>The device's name among those of the account; null where it is not known to the account.</summary>
    public string? Find(HttpContext http, string email)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } cookie) return null;
        try
        {
            var parts = protector.Unprotect(cookie).Split(Separator, 2);
            return parts.Length == 2 && parts[1] == EmailAddress.Normalize(email) ? parts[0] : null;
        }
        catch (CryptographicException)
        {
            return null; // forged, too old, or of another shop
        }
    }

    public void Remember(HttpContext http, string email)
    {
        var name = Find(http, email) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var value = protector.Protect($"{name}{Separator}{EmailAddress.Normalize(email)}", Lifetime);
        http.Response.Cookies.Keep(http.Request, Cookie, value, Lifetime);
    }
}
