using System.Security.Cryptography;
using System.Text;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>Who tries to log in, and from where.</summary>
/// <param name="Email">What the account is called; there need not be one.</param>
/// <param name="Origin">The network address, or the device where it is known to the account.</param>
public readonly record struct LoginAttempt(string Email, string Origin, bool IsKnown);

/// <summary>
/// Counts failed log-ins by account and origin, so that a stranger who guesses locks out nobody but themselves. All strangers together have
/// a limit too, which known devices pass. An account that is not there is counted like one that is.
/// </summary>
public sealed class LoginAttempts(ShopTransaction transaction, IOptions<LoginLimits> limits, StoreClock clock)
{
    /// <summary>Takes an attempt, before the password is looked at, so that many at once are counted as well as one by one.</summary>
    /// <returns>False when there is none left: wait <see cref="LoginLimits.LockMinutes"/>.</returns>
    public async Task<bool> TakeAsync(LoginAttempt attempt, CancellationToken cancellationToken)
    {
        var options = limits.Value;
        if (!options.Enabled) return true;
        var (account, now) = (KeyOf(attempt.Email), clock.UtcNow);
        var since = now.AddMinutes(-options.LockMinutes);
        var taken = await transaction.EditAsync<bool>(
            async (unit, token) =>
            {
                var failures = unit.Db.LoginFailures;
                var lately = failures.Where(f => f.Account == account && f.LastAt > now.AddHours(-1));
                var strangers = await lately.SumAsync(f => f.Count, token);
                if (!attempt.IsKnown && strangers >= options.FailuresOfStrangersPerHour) return false;

                var own = failures.Where(f => f.Account == account && f.Origin == attempt.Origin);
                var counted = await own.Where(f => f.Count < options.FailuresPerOrigin || f.LastAt <= since).ExecuteUpdateAsync(
                    f => f.SetProperty(x => x.Count, x => x.LastAt <= since ? 1 : x.Count + 1).SetProperty(x => x.LastAt, now), token);
                if (counted > 0) return true;
                if (await own.AnyAsync(token)) return false;
                unit.Db.Add(new LoginFailure { Account = account, Origin = attempt.Origin, Count = 1, LastAt = now });
                return true;
            },
            cancellationToken);
        return taken.Value;
    }

    /// <summary>The password was right: what this origin tried is forgotten.</summary>
    public Task ForgetAsync(LoginAttempt attempt, CancellationToken cancellationToken)
    {
        var account = KeyOf(attempt.Email);
        return transaction.EditAsync<int>(
            async (unit, token) => await unit.Db.LoginFailures
                .Where(f => f.Account == account && f.Origin == attempt.Origin).ExecuteDeleteAsync(token),
            cancellationToken);
    }

    /// <summary>The owner has shown otherwise who they are (by a link in a mail): all that was tried is forgotten.</summary>
    public Task ForgetAllAsync(string email, CancellationToken cancellationToken)
    {
        var account = KeyOf(email);
        return transaction.EditAsync<int>(
            async (unit, token) => await unit.Db.LoginFailures.Where(f => f.Account == account).ExecuteDeleteAsync(token),
            cancellationToken);
    }

    /// <summary>Not the address itself: the table would tell who was looked for.</summary>
    internal static string KeyOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EmailAddress.Normalize(email))));
}
