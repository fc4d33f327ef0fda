using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Core.Identity;

/// <summary>
/// Names (of roles) are compared in upper case, addresses as <see cref="EmailAddress.Normalize"/> says. An account's name is its address.
/// </summary>
internal sealed class EmailNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : EmailAddress.Normalize(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}

/// <summary>Refuses what is no e-mail address; Identity's own check lets spaces and nearly all else pass.</summary>
internal sealed class EmailValidator : IUserValidator<Shopper>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Shopper> manager, Shopper user) => Task.FromResult(
        EmailAddress.IsValid(user.Email) ? IdentityResult.Success : IdentityResult.Failed(manager.ErrorDescriber.InvalidEmail(user.Email)));
}
