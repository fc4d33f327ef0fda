using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Web.Identity.SecondFactor;

public static class PasskeyServices
{
    private const string Required = "required";

    /// <summary>
    /// Passkeys belong to the shop's public address, never to the host that a request names. A passkey that is kept under another one, or
    /// asks for no finger, face or PIN, is refused.
    /// </summary>
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<FreshProof>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>((passkeys, site) =>
        {
            var (domain, origin) = PlaceOf(new Uri(site.Origin));
            passkeys.ServerDomain = domain;
            passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == origin);
            passkeys.UserVerificationRequirement = Required;
            passkeys.ResidentKeyRequirement = Required; // so that it says whose it is, and nobody types an address
        });
    }

    /// <summary>On one's own machine passkeys have a name, for they can't belong to a number (127.0.0.1).</summary>
    private static (string Domain, string Origin) PlaceOf(Uri site)
    {
        if (!site.IsLoopback) return (site.Host, site.GetLeftPart(UriPartial.Authority));
        return ("localhost", $"{site.Scheme}://localhost{(site.IsDefaultPort ? "" : $":{site.Port}")}");
    }
}
