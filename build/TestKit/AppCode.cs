using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Ecommerce.TestKit;

/// <summary>The number that an authenticator app shows (RFC 6238).</summary>
public static class AppCode
{
    /// <param name="later">In steps of 30 seconds: a code is good once, and the next one is taken as well.</param>
    /// <param name="time">The clock of the shop, where it is not the machine's.</param>
    public static string Of(string sharedKey, int later = 0, TimeProvider? time = null)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, ((time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds() / 30) + later);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(FromBase32(sharedKey), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit).Select(
            c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
    }
}
