namespace Ecommerce.Web.Admin;

/// <summary>Texts of the management pages, by section: AdminText.resx (Korean) and AdminText.en.resx.</summary>
public sealed class AdminText;
