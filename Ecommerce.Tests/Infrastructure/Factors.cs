using System.Security.Cryptography;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.SecondFactor;
using Ecommerce.Core.Identity.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Second factors of a shop without its web side.</summary>
public static class Factors
{
    /// <summary>Does something with an account, as a request of a session does.</summary>
    public static async Task<T> WithAccountAsync<T>(
        this TestShop shop, long id, Func<IServiceProvider, Shopper, Task<T>> work, long? session = null)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        if (session is { } current)
            scope.ServiceProvider.GetRequiredService<CurrentSession>().State = await shop.Get<SessionQueries>().FindAsync(current, default);
        var shopper = (await scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>().FindByIdAsync($"{id}"))!;
        return await work(scope.ServiceProvider, shopper);
    }

    /// <summary>Returns the key and the recovery codes.</summary>
    public static Task<(string Key, IReadOnlyList<string> Codes)> TurnAuthenticatorOnAsync(
        this TestShop shop, long id, long? session = null, TimeProvider? time = null) => shop.WithAccountAsync(
        id,
        async (services, shopper) =>
        {
            var key = services.GetRequiredService<UserManager<Shopper>>().GenerateNewAuthenticatorKey();
            var setup = services.GetRequiredService<AuthenticatorSetup>();
            return (key, (await setup.TurnOnAsync(shopper, key, AppCode.Of(key, time: time), default))!);
        },
        session);

    /// <summary>Returns the passkey's id.</summary>
    public static Task<byte[]> AddPasskeyAsync(this TestShop shop, long id, long? session = null, string name = "Phone") =>
        shop.WithAccountAsync(
            id,
            async (services, shopper) =>
            {
                var credential = RandomNumberGenerator.GetBytes(16);
                var passkey = new UserPasskeyInfo(
                    credential, [1], new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), 0, ["internal"], true, true, true, [1], [1])
                {
                    Name = name,
                };
                var added = await services.GetRequiredService<UserManager<Shopper>>().AddOrUpdatePasskeyAsync(shopper, passkey);
                Assert.True(added.Succeeded, added.ToString());
                return credential;
            },
            session);
}
