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
        var (lockEnds, hourAgo) = (now.AddMinutes(-options.LockMinutes), now.AddHours(-1));
        var taken = await transaction.EditAsync<bool>(
            async (unit, token) =>
            {
                var failures = unit.Db.LoginFailures.Where(f => f.Account == account);
                var strangers = await failures.Where(f => f.LastAt > hourAgo).SumAsync(f => f.Count, token);
                if (!attempt.IsKnown && strangers >= options.FailuresOfStrangersPerHour) return false;

                // After every few failures there is a lock to wait out. They are counted on behind it, or whoever waits would never
                // come to the limit of the hour.
                var own = failures.Where(f => f.Origin == attempt.Origin);
                var counted = await own.Where(f => f.Count % options.FailuresPerOrigin != 0 || f.LastAt <= lockEnds).ExecuteUpdateAsync(
                    f => f.SetProperty(x => x.Count, x => x.LastAt <= hourAgo ? 1 : x.Count + 1).SetProperty(x => x.LastAt, now), token);
                if (counted > 0) return true;
                if (await own.AnyAsync(token)) return false;
                unit.Db.Add(new LoginFailure { Account = account, Origin = attempt.Origin, Count = 1, LastAt = now });
                return true;
            },
            cancellationToken);
        return taken.Value;
    }

    /// <summary>The password was right: what this origin tried is forgotten.</summary>
    public Task ForgetAsync(LoginAttempt attempt, CancellationToken cancellationToken) =>
        RemoveAsync(db => Of(db, attempt.Email).Where(f => f.Origin == attempt.Origin), cancellationToken);

    /// <summary>The owner has shown otherwise who they are (by a link in a mail): all that was tried is forgotten.</summary>
    public Task ForgetAllAsync(string email, CancellationToken cancellationToken) => RemoveAsync(db => Of(db, email), cancellationToken);

    /// <summary>All that was tried at an account.</summary>
    internal static IQueryable<LoginFailure> Of(ShopContext db, string email)
    {
        var account = KeyOf(email);
        return db.LoginFailures.Where(f => f.Account == account);
    }

    private async Task RemoveAsync(Func<ShopContext, IQueryable<LoginFailure>> failures, CancellationToken cancellationToken) =>
        await transaction.EditAsync<int>(
            async (unit, token) => await failures(unit.Db).ExecuteDeleteAsync(token), cancellationToken);

    /// <summary>Not the address itself: the table would tell who was looked for.</summary>
    private static string KeyOf(string email) => Convert.ToHexStringLower(EmailAddress.HashOf(email));
}
