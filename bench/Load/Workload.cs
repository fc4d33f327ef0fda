namespace Ecommerce.Bench.Load;

/// <summary>What shoppers do in one measurement, and how many of them at once.</summary>
public sealed record Workload(string Name, string Title, int[] Concurrency, Func<ShopClient, Func<byte[]>> Requests)
{
    private static readonly string[] Words = ["조명", "의자", "커피", "이불", "그릇", "수납", "화분", "문구"];

    private static readonly string[] Sorts = ["newest", "price", "-price", "name"];

    public static readonly IReadOnlyList<Workload> All =
    [
        new("list", "GET /products, any page of 20", [64], shop => () => List(Random.Shared.Next(1, shop.Pages + 1))),
        new("list-first", "GET /products, the first page", [64], _ => () => List(1)),
        new("list-last", "GET /products, the last page", [64], shop => () => List(shop.Pages)),
        new("product", "GET /products/{id}", [64], shop => () => HttpConnection.Get($"/products/{shop.AnyProduct}")),
        new("top", "GET /products/top", [64], _ => () => HttpConnection.Get("/products/top")),
        new("search", "GET /products?search=", [64], _ => () =>
            HttpConnection.Get(
                $"/products?search={Uri.EscapeDataString(Words[Random.Shared.Next(Words.Length)])}&page={Random.Shared.Next(1, 11)}")),
        new("unknown", "GET /products, lists that nobody asked for before", [1], _ => () =>
            HttpConnection.Get(
                $"/products?search={Uri.EscapeDataString(Words[Random.Shared.Next(Words.Length)])}%20{Random.Shared.Next(10_000)}"
                + $"&sort={Sorts[Random.Shared.Next(Sorts.Length)]}&inStock={(Random.Shared.Next(2) == 0 ? "true" : "false")}")),
        new("home", "the home page as HTML", [16], _ => () => HttpConnection.Get("/")),
        // Ten products to a shopper, so that carts stay as large as carts are.
        new("cart", "POST /orders/cart", [64], shop => () =>
        {
            var buyer = Random.Shared.Next(shop.Tokens.Count);
            var product = 1 + (buyer * 10 + Random.Shared.Next(10)) % shop.Products;
            return HttpConnection.Post("/orders/cart", shop.Tokens[buyer], $$"""{"productId":{{product}},"quantity":1}""");
        }),
        new("charge", "POST /balance/charge", [64], shop => () =>
            HttpConnection.Post("/balance/charge", shop.AnyToken, """{"amount":1}""")),
        new("order", "POST /orders, two products of any", [1, 16, 64], shop => () => Order(shop, shop.AnyToken, shop.AnyProduct)),
        new("hot-product", "POST /orders, everybody the same two", [64, 200], shop => () => Order(shop, shop.AnyToken, 1)),
        new("hot-wallet", "POST /orders, all from one wallet", [64, 200], shop => () => Order(shop, shop.Tokens[0], shop.AnyProduct)),
    ];

    private static byte[] List(int page) => HttpConnection.Get($"/products?page={page}&limit=20");

    private static byte[] Order(ShopClient shop, string token, int product) => HttpConnection.Post(
        "/orders",
        token,
        $$"""{"items":[{"productId":{{product}},"quantity":1},{"productId":{{product % shop.Products + 1}},"quantity":1}]}""");
}
