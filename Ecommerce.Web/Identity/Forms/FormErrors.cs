using System.Diagnostics.CodeAnalysis;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Identity.Forms;

/// <summary>What is wrong with a form, field by field, in the visitor's language.</summary>
public sealed class FormErrors(IStringLocalizer<AccountText> text, RefusalMessages refusals)
{
    /// <summary>What the database's column holds.</summary>
    public const int MaxEmailLength = 256;

    private readonly Dictionary<string, string> errors = [];

    public bool Any => errors.Count > 0 || Form is not null;

    /// <summary>What is wrong with the form as a whole.</summary>
    public string? Form { get; private set; }

    public string? this[string field] => errors.GetValueOrDefault(field);

    /// <summary>The first field with an error, which is where the visitor goes on.</summary>
    public string? First => errors.Keys.FirstOrDefault();

    /// <summary>Whether it can be somebody's address, and be stored.</summary>
    public static bool IsEmail([NotNullWhen(true)] string? value) => EmailAddress.IsValid(value);

    /// <param name="key">A key of <see cref="AccountText"/>.</param>
    public void Add(string field, string key) => errors.TryAdd(field, text[key]);

    public void Add(string field, Refusal refusal) => errors.TryAdd(field, refusals.For(refusal));

    /// <param name="words">In the visitor's language already.</param>
    public void AddWords(string field, string words) => errors.TryAdd(field, words);

    public void AddToForm(string key) => Form ??= text[key];

    public void AddToForm(Refusal refusal) => Form ??= refusals.For(refusal);

    /// <summary>
    /// The address as it is stored; remembers an error when it can't be one. Only its ends are rid of what can't be seen and came along
    /// when it was pasted: inside, a domain of its script may need it.
    /// </summary>
    public string Email(string field, string? value)
    {
        var email = InvisibleText.Trim(value ?? "");
        if (email.Length == 0) Add(field, "Email.Missing");
        else if (!IsEmail(email)) Add(field, "Email.Invalid");
        return email;
    }

    public string Password(string field, string? value)
    {
        var password = value ?? "";
        if (password.Length == 0) Add(field, "Password.Missing");
        else if (password.Length > PasswordRules.MaxLength || !Validation.IsStorable(password)) Add(field, "Password.Unusable");
        return password;
    }

    /// <summary>A code without the spaces that people type into it; remembers an error when there is none.</summary>
    public string Code(string field, string? value)
    {
        var code = string.Concat((value ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (code.Length == 0) Add(field, "Code.Missing");
        return code;
    }

    /// <summary>Identity's reasons, each beside the field it is about.</summary>
    public void Add(IdentityResult result, string emailField, string passwordField)
    {
        foreach (var code in result.Errors.Select(e => e.Code))
        {
            switch (code)
            {
                case nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName):
                    Add(emailField, "Email.Taken");
                    break;
                case nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName):
                    Add(emailField, "Email.Invalid");
                    break;
                case nameof(IdentityErrorDescriber.PasswordMismatch):
                    Add(passwordField, "Password.Wrong");
                    break;
                case nameof(IdentityErrorDescriber.InvalidToken):
                    AddToForm("Link.Invalid");
                    break;
                case nameof(IdentityErrorDescriber.PasswordTooShort):
                    Add(passwordField, "Password.TooShort");
                    break;
                case PasswordRules.TooCommon:
                    Add(passwordField, "Password.TooCommon");
                    break;
                case PasswordRules.NamesAccount:
                    Add(passwordField, "Password.NamesAccount");
                    break;
                case { } when code.StartsWith("Password", StringComparison.Ordinal):
                    Add(passwordField, "Password.Unusable");
                    break;
                default:
                    AddToForm("Failed");
                    break;
            }
        }
    }
}
