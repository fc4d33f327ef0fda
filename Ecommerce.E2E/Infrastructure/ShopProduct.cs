namespace Ecommerce.E2E.Infrastructure;

public sealed record ShopProduct(long Id, string Name, long Price);
