using System.Collections.Frozen;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Identity;

/// <summary>
/// What a new password must be: long enough, and not what is guessed first (NIST SP 800-63B, 5.1.1.2). Which characters it is made of is
/// its owner's business. Refused, beside what is too short or too long: the common ones, the account's e-mail address or what stands
/// before its @, the store's name; in any case of letters.
/// </summary>
public sealed class PasswordRules(IOptions<StoreSettings> store) : IPasswordValidator<Shopper>
{
    /// <summary>In characters; Identity's own check refuses less as <c>PasswordTooShort</c>.</summary>
    public const int MinLength = 8;

    /// <summary>More than any password manager makes.</summary>
    public const int MaxLength = 1000;

    /// <summary>
    /// Rounds of PBKDF2 with HMAC-SHA512, as OWASP's Password Storage Cheat Sheet asks for. A password that was hashed with fewer is
    /// hashed anew when its owner logs in.
    /// </summary>
    public const int HashIterations = 210_000;

    public const string TooCommon = "PasswordTooCommon";
    public const string NamesAccount = "PasswordNamesAccount";
    public const string TooLong = "PasswordTooLong";

    private const string ListName = "Ecommerce.Core.Identity.CommonPasswords.txt";
    private static readonly Lazy<FrozenSet<string>> Common = new(ReadCommon);

    public Task<IdentityResult> ValidateAsync(UserManager<Shopper> manager, Shopper user, string? password)
    {
        var error = password switch
        {
            null => null, // Identity says so
            { Length: > MaxLength } => Error(TooLong, $"Passwords must be at most {MaxLength} characters."),
            _ when Common.Value.Contains(password) =>
                Error(TooCommon, "This password is among the most common ones, which are guessed first. Choose another."),
            _ when NamesOf(user).Contains(password, StringComparer.OrdinalIgnoreCase) =>
                Error(NamesAccount, "A password must not be the e-mail address, its first part or the store's name."),
            _ => null,
        };
        return Task.FromResult(error is null ? IdentityResult.Success : IdentityResult.Failed(error));
    }

    private string[] NamesOf(Shopper user) =>
        user.Email is { } email ? [email, email[..Math.Max(email.LastIndexOf('@'), 0)], store.Value.Name] : [store.Value.Name];

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };

    private static FrozenSet<string> ReadCommon()
    {
        using var list = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream(ListName)!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
