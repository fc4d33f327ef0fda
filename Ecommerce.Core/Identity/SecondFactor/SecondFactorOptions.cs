namespace Ecommerce.Core.Identity.SecondFactor;

/// <summary>Section <c>Admin</c>, beside <see cref="Data.Seeding.FirstAdminOptions"/>.</summary>
public sealed class SecondFactorOptions
{
    /// <summary>
    /// Whether an account with the role is an admin only in a session that was made with a second factor. On by default, but not in
    /// Development and not in demo shops.
    /// </summary>
    public bool RequireSecondFactor { get; set; }
}
