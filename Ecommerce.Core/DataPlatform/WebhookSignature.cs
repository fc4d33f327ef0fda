using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Core.DataPlatform;

/// <summary>
/// Tells the platform that a delivery is this shop's and as it was sent, and when: the headers of Standard Webhooks
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
/// </summary>
public static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";

    /// <summary>In bytes, as the specification has it.</summary>
    private const int MinKeyLength = 24;

    private const int MaxKeyLength = 64;

    /// <summary>The key in a secret; null unless it is <c>whsec_</c> and 24 to 64 bytes in Base64.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var key = new byte[MaxKeyLength];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length)
            && length >= MinKeyLength
            ? key[..length]
            : null;
    }

    /// <summary>The headers of one attempt. The id is the event's, the same at every attempt; the time is the attempt's.</summary>
    public static IEnumerable<(string Name, string Value)> Headers(byte[] key, string id, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{time}."));
        hash.AppendData(body);
        return
        [
            ("webhook-id", id),
            ("webhook-timestamp", time),
            ("webhook-signature", $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}"),
        ];
    }
}
