namespace Ecommerce.Web.Identity;

/// <summary>Texts of the account pages: AccountText.resx (Korean) and AccountText.en.resx.</summary>
public sealed class AccountText;
