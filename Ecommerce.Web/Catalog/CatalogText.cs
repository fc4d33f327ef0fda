namespace Ecommerce.Web.Catalog;

/// <summary>Texts of the catalog: CatalogText.resx (Korean) and CatalogText.en.resx.</summary>
public sealed class CatalogText;
