namespace Ecommerce.Web.Shared;

/// <summary>Texts that stand on every page: SharedText.resx (Korean) and SharedText.en.resx.</summary>
public sealed class SharedText;
