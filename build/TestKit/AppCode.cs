using OtpNet;

namespace Ecommerce.TestKit;

/// <summary>The number that an authenticator app shows (RFC 6238).</summary>
public static class AppCode
{
    /// <param name="later">In steps of 30 seconds: a code is good once, and the next one is taken as well.</param>
    /// <param name="time">The clock of the shop, where it is not the machine's.</param>
    public static string Of(string sharedKey, int later = 0, TimeProvider? time = null)
    {
        var key = Base32Encoding.ToBytes(string.Concat(sharedKey.Where(char.IsLetterOrDigit)));
        return new Totp(key).ComputeTotp((time ?? TimeProvider.System).GetUtcNow().UtcDateTime.AddSeconds(later * 30));
    }
}
