using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ecommerce.Web.Api;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// What pages showed, for their circuits to begin with, as long as it is too much to travel (docs/decisions/0023). Each is kept under a key
/// that can't be guessed, for <see cref="Lifetime"/>: a page's circuit can't begin later either.
/// </summary>
public sealed class PageStates(IOptions<CircuitSettings> settings, IOptions<RateLimitSettings> limits, TimeProvider time)
{
    public const int KeyLength = 16;

    /// <summary>As long as the framework accepts a page's component descriptors.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, byte[]> states = [];
    private readonly Queue<(DateTimeOffset Until, Guid Key, string Address)> oldestFirst = new();
    private readonly Dictionary<string, long> byAddress = [];
    private long total;

    /// <summary>The key; null when the address or the shop keeps as much as it may: then the page begins with nothing and reads.</summary>
    public byte[]? Add(string address, byte[] state)
    {
        var perAddress = limits.Value.Enabled ? limits.Value.StateKilobytes * 1024L : 0;
        var now = time.GetUtcNow();
        lock (gate)
        {
            while (oldestFirst.TryPeek(out var oldest) && oldest.Until <= now) Forget(oldestFirst.Dequeue());
            var ofAddress = byAddress.GetValueOrDefault(address);
            if (total + state.Length > settings.Value.StateMegabytes * 1024L * 1024) return null;
            if (perAddress > 0 && ofAddress + state.Length > perAddress) return null;
            var key = RandomNumberGenerator.GetBytes(KeyLength);
            states.Add(new Guid(key), state);
            oldestFirst.Enqueue((now + Lifetime, new Guid(key), address));
            byAddress[address] = ofAddress + state.Length;
            total += state.Length;
            return key;
        }
    }

    /// <summary>It stays: a browser sends its key more than once.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? state)
    {
        state = null;
        lock (gate) return key.Length == KeyLength && states.TryGetValue(new Guid(key), out state);
    }

    private void Forget((DateTimeOffset Until, Guid Key, string Address) entry)
    {
        states.Remove(entry.Key, out var state);
        total -= state!.Length;
        if ((byAddress[entry.Address] -= state.Length) == 0) byAddress.Remove(entry.Address);
    }
}
