namespace Ecommerce.E2E.Infrastructure;

/// <summary>A shop for a class whose tests would disturb others, or be disturbed by them.</summary>
public sealed class ShopOfItsOwn : DemoShop;
