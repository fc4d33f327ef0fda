namespace Ecommerce.Web.Wallets;

/// <summary>Texts of the wallet: WalletText.resx (Korean) and WalletText.en.resx.</summary>
public sealed class WalletText;
