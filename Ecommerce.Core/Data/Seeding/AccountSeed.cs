using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>The admin role, the first admin, the demo accounts, and the first key that tokens are protected with.</summary>
internal sealed class AccountSeed(
    UserManager<Shopper> shoppers,
    RoleManager<IdentityRole<long>> roles,
    IKeyManager keys,
    TimeProvider time,
    IOptions<FirstAdminOptions> admin,
    IOptions<SeedOptions> seed) : ISeed
{
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Made here, where instances take turns: two that each made a first key would not know the other's at once.
        var now = time.GetUtcNow();
        if (keys.GetAllKeys().Count == 0) keys.CreateNewKey(now, now + KeyLifetime);

        if (!await roles.RoleExistsAsync(Roles.Admin))
            Require(await roles.CreateAsync(new IdentityRole<long>(Roles.Admin)), "the role Admin");
        if (admin.Value is { Email: { Length: > 0 } email, Password: { } password }) await AddAsync(email, password, isAdmin: true);
        if (!seed.Value.Demo) return;
        await AddAsync(DemoAccounts.Shopper, DemoAccounts.Password, isAdmin: false, isDemo: true);
        await AddAsync(DemoAccounts.Admin, DemoAccounts.Password, isAdmin: true, isDemo: true);
        if (!seed.Value.DemoHistory) return;
        foreach (var other in DemoAccounts.OtherShoppers) await AddAsync(other, password: null, isAdmin: false);
    }

    /// <param name="isDemo">Its password is in the documentation, whatever the rules for others are.</param>
    private async Task AddAsync(string email, string? password, bool isAdmin, bool isDemo = false)
    {
        if (await shoppers.FindByEmailAsync(email) is not null) return;
        var shopper = new Shopper { UserName = email, Email = email, EmailConfirmed = true };
        if (isDemo) shopper.PasswordHash = shoppers.PasswordHasher.HashPassword(shopper, password!);
        Require(password is null || isDemo ? await shoppers.CreateAsync(shopper) : await shoppers.CreateAsync(shopper, password), email);
        if (isAdmin) Require(await shoppers.AddToRoleAsync(shopper, Roles.Admin), email);
    }

    private static void Require(IdentityResult result, string what)
    {
        if (!result.Succeeded)
            throw new StartupException(
                $"Could not make {what}: {string.Join(' ', result.Errors.Select(e => e.Description))} "
                + "Check Admin:Email and Admin:Password.");
    }
}

/// <summary>The accounts that exist in demo shops only.</summary>
public static class DemoAccounts
{
    public const string Shopper = "shopper@example.com";
    public const string Admin = "admin@example.com";
    public const string Password = "Passw0rd!";

    /// <summary>They have bought in the past (<see cref="DemoHistory"/>); without a password, nobody can log in as one of them.</summary>
    internal static readonly IReadOnlyList<string> OtherShoppers = [.. Enumerable.Range(2, 7).Select(n => $"shopper-{n}@example.com")];
}
