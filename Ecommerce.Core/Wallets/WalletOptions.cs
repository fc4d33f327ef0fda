using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Wallets;

/// <summary>Section <c>Wallet</c>; amounts in minor units.</summary>
public sealed class WalletOptions
{
    public const string Section = "Wallet";

    /// <summary>The most one charge may add.</summary>
    [Range(1, 1_000_000_000_000, ErrorMessage = "Wallet:MaxChargeAmount must be from 1 to 1,000,000,000,000.")]
    public long MaxChargeAmount { get; set; } = 10_000_000;

    /// <summary>The balance that charges can't exceed; refunds can.</summary>
    [Range(1, 1_000_000_000_000_000, ErrorMessage = "Wallet:MaxBalance must be from 1 to 1,000,000,000,000,000.")]
    public long MaxBalance { get; set; } = 1_000_000_000;

    /// <summary>The most that one correction by an admin may add or take.</summary>
    [Range(1, 1_000_000_000_000, ErrorMessage = "Wallet:MaxCorrectionAmount must be from 1 to 1,000,000,000,000.")]
    public long MaxCorrectionAmount { get; set; } = 10_000_000;
}
