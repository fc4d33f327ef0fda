using Ecommerce.Web.Api;
using Microsoft.AspNetCore.DataProtection;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// Where the framework seals what a page showed (<c>[PersistentState]</c>) for the browser to send it back, a small state travels as ever
/// and a large one stays: the page carries its key. On an instance that does not have it, or has it no more, the page begins with nothing
/// and reads, as it does in any case.
/// </summary>
public sealed class PageStateProtection(IDataProtectionProvider provider, PageStates states, IHttpContextAccessor http)
    : IDataProtectionProvider
{
    /// <summary>The framework's own name for it.</summary>
    public const string Purpose = "Microsoft.AspNetCore.Components.Server.State";

    /// <summary>
    /// In bytes. Sealed and encoded it is 16 KB, which leaves the other half of a message (<see cref="CircuitSettings"/>) to the page's
    /// components.
    /// </summary>
    public const int MaxTravelling = 12 * 1024;

    public IDataProtector CreateProtector(string purpose)
    {
        var protector = provider.CreateProtector(purpose);
        return purpose == Purpose ? new Protector(protector, states, http) : protector;
    }

    private sealed class Protector(IDataProtector protector, PageStates states, IHttpContextAccessor http) : IDataProtector
    {
        /// <summary>No state begins with it: a state is a JSON object.</summary>
        private const byte KeyMark = 1;

        private static readonly byte[] NoState = "{}"u8.ToArray();

        public IDataProtector CreateProtector(string purpose) => protector.CreateProtector(purpose);

        public byte[] Protect(byte[] plaintext)
        {
            if (plaintext.Length <= MaxTravelling) return protector.Protect(plaintext);
            var address = http.HttpContext is { } context ? CallerAddress.Of(context) : CallerAddress.Of(address: null);
            return protector.Protect(states.Add(address, plaintext) is { } key ? [KeyMark, .. key] : NoState);
        }

        public byte[] Unprotect(byte[] protectedData)
        {
            var plain = protector.Unprotect(protectedData);
            if (plain is not [KeyMark, ..]) return plain;
            return states.TryFind(plain.AsSpan(1), out var state) ? state : NoState;
        }
    }
}
