namespace Ecommerce.Web.Ordering;

/// <summary>Texts of checkout and orders: OrderText.resx (Korean) and OrderText.en.resx.</summary>
public sealed class OrderText;
