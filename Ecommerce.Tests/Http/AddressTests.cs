using System.Text.Json;

namespace Ecommerce.Tests.Http;

/// <summary>Addresses and where orders go, as clients see them.</summary>
public sealed class AddressTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Members =
        ["id", "recipient", "phone", "postalCode", "address1", "address2", "note", "isDefault"];

    private static readonly object Home = new
    {
        recipient = "김하나",
        phone = "010-1234-5678",
        postalCode = "04524",
        address1 = "서울 중구 세종대로 110",
        address2 = "3층",
        note = "문 앞에",
    };

    [Fact]
    public async Task Addresses_are_kept_changed_and_removed()
    {
        var shopper = await api.ShopperAsync();
        var added = (await shopper.Post("/addresses", Home)).Is(201);
        Assert.Equal($"/addresses/{added["id"]}", added.Header("Location"));
        Assert.Equal(Members, added.Json.EnumerateObject().Select(m => m.Name));
        Assert.Equal(("김하나", true), (added["recipient"].GetString(), added["isDefault"].GetBoolean()));

        var busan = new { recipient = "이두리", phone = "0212345678", postalCode = "48058", address1 = "센텀", isDefault = true };
        var daejeon = new { recipient = "박세나", phone = "0212345678", postalCode = "34126", address1 = "대학로" };
        var second = (await shopper.Post("/addresses", busan)).Is(201);
        var changed = (await shopper.Put($"/addresses/{added["id"]}", daejeon)).Is(200);
        Assert.Equal(
            ("박세나", JsonValueKind.Null, false),
            (changed["recipient"].GetString(), changed["address2"].ValueKind, changed["isDefault"].GetBoolean()));

        var list = (await shopper.Get("/addresses?limit=1")).Is(200);
        Assert.Equal((1, 2, 2), (list.Items.Count, list["total"].GetInt32(), list["totalPages"].GetInt32()));
        Assert.Equal(second["id"].GetInt64(), list.Items[0].GetProperty("id").GetInt64());
        Assert.Equal("no-store", list.Header("Cache-Control"));
        (await shopper.Delete($"/addresses/{second["id"]}")).Is(204);
        Assert.True(Assert.Single((await shopper.Get("/addresses")).Items).GetProperty("isDefault").GetBoolean());
    }

    [Fact]
    public async Task Anothers_address_is_as_unknown_as_one_that_never_was()
    {
        var (owner, stranger) = (await api.ShopperAsync(), await api.ShopperAsync(10_000));
        var id = (await owner.Post("/addresses", Home)).Is(201)["id"].GetInt64();
        var items = new[] { new { productId = await api.ProductAsync(), quantity = 1 } };
        foreach (var path in new[] { $"/addresses/{id}", "/addresses/999999", "/addresses/x" })
        {
            (await stranger.Put(path, Home)).IsProblem(404, "address-not-found");
            (await stranger.Delete(path)).IsProblem(404, "address-not-found");
        }

        foreach (var addressId in new[] { id, 999_999, 0, -1 })
            (await stranger.Post("/orders", new { items, addressId })).IsProblem(404, "address-not-found");
        (await api.Anonymous.Get("/addresses")).IsProblem(401, "unauthorized");
        Assert.Equal(10_000, await stranger.BalanceAsync());
    }

    [Fact]
    public async Task What_can_be_no_address_is_told_field_by_field()
    {
        var shopper = await api.ShopperAsync(10_000);
        var bad = new { recipient = "", phone = "x", postalCode = "1", address2 = new string('a', 201), note = new string('a', 201) };
        var fields = new[] { "address1", "address2", "note", "phone", "postalCode", "recipient" };
        var refused = (await shopper.Post("/addresses", bad)).IsProblem(400, "validation-failed");
        Assert.Equal(fields, refused["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));

        var items = new[] { new { productId = await api.ProductAsync(), quantity = 1 } };
        refused = (await shopper.Post("/orders", new { items, delivery = bad })).IsProblem(400, "validation-failed");
        Assert.Equal(
            fields.Select(f => $"delivery.{f}"), refused["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        refused = (await shopper.Post("/orders/cart/checkout", new { delivery = Home, addressId = 1 })).IsProblem(400, "validation-failed");
        Assert.Equal(["addressId"], refused["errors"].EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task No_more_addresses_are_kept_than_twenty()
    {
        var shopper = await api.ShopperAsync();
        for (var i = 0; i < 20; i++) (await shopper.Post("/addresses", Home)).Is(201);
        Assert.Equal(20, (await shopper.Post("/addresses", Home)).IsProblem(409, "too-many-addresses")["max"].GetInt32());
    }

    [Fact]
    public async Task An_order_shows_where_it_goes_and_without_an_address_is_picked_up()
    {
        var shopper = await api.ShopperAsync(10_000);
        var items = new[] { new { productId = await api.ProductAsync(), quantity = 1 } };
        var addressId = (await shopper.Post("/addresses", Home)).Is(201)["id"].GetInt64();

        var sent = (await shopper.Post("/orders", new { items, delivery = Home })).Is(201);
        var kept = (await shopper.Post("/orders", new { items, addressId })).Is(201);
        var picked = (await shopper.Post("/orders", new { items })).Is(201);
        var nulls = (await shopper.Post("/orders", new { items, delivery = (object?)null, addressId = (long?)null })).Is(201);

        string[] members = ["recipient", "phone", "postalCode", "address1", "address2", "note"];
        foreach (var order in new[] { sent, kept, (await shopper.Get($"/orders/{sent["id"]}")).Is(200) })
        {
            Assert.Equal(members, order["delivery"].EnumerateObject().Select(m => m.Name));
            Assert.Equal("문 앞에", order["delivery"].GetProperty("note").GetString());
        }

        foreach (var order in new[] { picked, nulls })
        {
            foreach (var member in new[] { "delivery", "shippedAt", "deliveredAt", "carrier", "trackingNumber" })
                Assert.Equal(JsonValueKind.Null, order[member].ValueKind);
            Assert.Equal(0, order["refunded"].GetInt64());
        }
    }

    [Fact]
    public async Task A_key_belongs_to_its_destination_and_repeats_it()
    {
        var shopper = await api.ShopperAsync(10_000);
        var items = new[] { new { productId = await api.ProductAsync(), quantity = 1 } };
        var key = ("Idempotency-Key", "to-home");
        var first = (await shopper.Post("/orders", new { items, delivery = Home }, key)).Is(201);
        var again = (await shopper.Post("/orders", new { items, delivery = Home }, key)).Is(201);
        (await shopper.Post("/orders", new { items }, key)).IsProblem(422, "idempotency-key-reused");

        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal(first.Text, again.Text);
    }
}
