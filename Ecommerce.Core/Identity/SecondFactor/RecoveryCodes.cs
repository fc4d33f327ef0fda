using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Core.Identity.SecondFactor;

/// <summary>
/// Recovery codes as they are kept: hashed as passwords are, all ten of an account with one salt, so that a code costs one hash to check.
/// </summary>
internal static class RecoveryCodes
{
    private const int SaltLength = 16;
    private const int HashLength = 32;

    /// <summary>What marks them among the account's tokens: each is one, named by its hash, with the salt as its value.</summary>
    public const string Provider = "[RecoveryCode]";

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltLength));

    /// <summary>As typed: in any case, with or without spaces around and within.</summary>
    public static string HashOf(string code, string salt, int iterations)
    {
        var text = string.Concat(code.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(text), Convert.FromHexString(salt), iterations, HashAlgorithmName.SHA512, HashLength));
    }
}
