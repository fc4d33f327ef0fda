using OtpNet;

namespace Ecommerce.Core.Identity.SecondFactor;

/// <summary>
/// The codes of authenticator apps: six digits, a new one every 30 seconds
/// (<see href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</see>). Identity's own check does not tell which step a code is of.
/// </summary>
public static class Totp
{
    private const int SecondsPerStep = 30;
    private const int CodeLength = 6;
    private const int KeyLength = 32;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // https://www.rfc-editor.org/rfc/rfc4648#section-6

    /// <summary>How far a phone's clock may be off, in steps; RFC 6238 advises one (section 5.2).</summary>
    private const int Tolerance = 1;

    /// <summary>The steps whose codes are good at this instant, the oldest first.</summary>
    public static IEnumerable<long> StepsAt(DateTimeOffset instant)
    {
        var step = instant.ToUnixTimeSeconds() / SecondsPerStep;
        return Enumerable.Range(-Tolerance, (2 * Tolerance) + 1).Select(offset => step + offset);
    }

    /// <param name="key">The secret that shop and app share, in base 32.</param>
    public static string CodeOf(string key, long step) =>
        new OtpNet.Totp(Base32Encoding.ToBytes(key)).ComputeTotp(DateTime.UnixEpoch.AddSeconds(step * SecondsPerStep));

    /// <summary>Whether it can be a key: 160 bits, as Identity makes them.</summary>
    public static bool IsKey(string text) => text.Length == KeyLength && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>Whether it can be a code at all.</summary>
    public static bool IsCode(string text) => text.Length == CodeLength && text.All(char.IsAsciiDigit);
}
