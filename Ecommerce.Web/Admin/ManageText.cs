namespace Ecommerce.Web.Admin;

/// <summary>Texts of the management pages, by section: ManageText.resx (Korean) and ManageText.en.resx.</summary>
public sealed class ManageText;
