using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>Section <c>Seed</c>.</summary>
public sealed class SeedOptions
{
    public const string Section = "Seed";

    /// <summary>Demo products, accounts and orders; on by default in Development only.</summary>
    public bool Demo { get; set; }

    /// <summary>The orders among them (<see cref="DemoHistory"/>); of no effect without <see cref="Demo"/>.</summary>
    public bool DemoHistory { get; set; } = true;
}

/// <summary>The first admin, made at start when both are set and nobody has the address: section <c>Admin</c>.</summary>
public sealed class FirstAdminOptions : IValidatableObject
{
    public const string Section = "Admin";

    [EmailAddress(ErrorMessage = "Admin:Email is not an e-mail address.")]
    public string? Email { get; set; }

    public string? Password { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Email) != string.IsNullOrEmpty(Password))
            yield return new("Admin:Email and Admin:Password go together. Set both, or neither.");
    }
}
