using System.Text;
using Ecommerce.Web.Catalog;

namespace Ecommerce.Tests.Http;

/// <summary>A file of products, as clients of the API send and get it.</summary>
public sealed class ImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "sku,name,price,stock,category\n";

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_a_run_does_it()
    {
        var sku = NewSku();
        var file = $"{Header}{sku},의자,100,5,가구\n";

        var would = (await SendAsync(file, "?dryRun=true")).Is(200);
        Assert.Equal("""{"created":1,"updated":0,"unchanged":0,"errors":[],"applied":false}""", would.Text);
        Assert.Empty((await api.Admin.Get($"/admin/products?search={sku}")).Items);

        Assert.Equal("""{"created":1,"updated":0,"unchanged":0,"errors":[],"applied":true}""", (await SendAsync(file)).Is(200).Text);
        Assert.Equal("""{"created":0,"updated":0,"unchanged":1,"errors":[],"applied":true}""", (await SendAsync(file)).Is(200).Text);
        var made = Assert.Single((await api.Admin.Get($"/admin/products?search={sku}")).Items);
        Assert.Equal((100, 5), (made.GetProperty("price").GetInt64(), made.GetProperty("stock").GetInt32()));
        Assert.Contains(sku, (await api.Admin.Get("/admin/products/export")).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_lines_are_listed_by_a_dry_run_and_refuse_a_run()
    {
        var sku = NewSku();
        var file = $"{Header}{sku},의자,100,5,가구\n{sku},의자,0,5,가구\nx,y\n";

        var would = (await SendAsync(file, "?dryRun=true")).Is(200);
        Assert.Equal(1, would["created"].GetInt32());
        Assert.Equal([(3, "price"), (3, "sku"), (4, "line")], Errors(would));

        var refused = (await SendAsync(file)).Is(400);
        Assert.Equal("application/problem+json", refused.ContentType);
        Assert.Equal("validation-failed", refused["code"].GetString());
        Assert.Equal([(3, "price"), (3, "sku"), (4, "line")], Errors(refused));
        Assert.Empty((await api.Admin.Get($"/admin/products?search={sku}")).Items);
    }

    [Fact]
    public async Task Only_a_file_of_text_in_UTF_8_is_taken()
    {
        (await api.Admin.Post("/admin/products/import", new { sku = "x" })).IsProblem(415, "unsupported-media-type");
        (await api.Admin.Post("/admin/products/import")).IsProblem(415, "unsupported-media-type");
        (await SendAsync(Header, type: "text/csv; charset=euc-kr")).IsProblem(415, "unsupported-media-type");
        (await SendAsync("")).Blames("body");
        (await api.Admin.Post("/admin/products/import", ApiClient.JsonBytes([0xC0, 0xC1], "text/csv"))).Blames("body");
        (await SendAsync(Header, "?dryRun=maybe")).Blames("dryRun");
        (await SendAsync(new string('x', ProductCsv.MaxBytes + 1))).IsProblem(413, "body-too-large");
        Assert.Equal(["sku", "name", "price", "stock", "category", "xxx"], (await SendAsync("xxx\n", "?dryRun=true")).Is(200)["errors"]
            .EnumerateArray().Select(e => e.GetProperty("field").GetString()));
    }

    /// <summary>Longer than what a writer holds back before it has to send some.</summary>
    [Fact]
    public async Task A_long_file_is_exported_to_its_end()
    {
        var (first, text) = (NewSku(), new string('가', 4000));
        var lines = Enumerable.Range(0, 40).Select(i => $"{first}-{i},의자,100,5,가구,{text}\n");
        (await SendAsync($"sku,name,price,stock,category,description\n{string.Concat(lines)}")).Is(200);

        var file = (await api.Admin.Get("/admin/products/export")).Is(200).Text;

        Assert.All(Enumerable.Range(0, 40), i => Assert.Contains($"\"{first}-{i}\"", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_download_is_for_admins()
    {
        Assert.Equal(302, (int)(await api.Anonymous.Http.GetAsync("/manage/products.csv")).StatusCode);
    }

    private static string NewSku() => $"I-{Guid.NewGuid():N}";

    private static IEnumerable<(int, string?)> Errors(Answer answer) => answer["errors"].EnumerateArray()
        .Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("field").GetString())).Order();

    private Task<Answer> SendAsync(string file, string query = "", string type = "text/csv") =>
        api.Admin.Post($"/admin/products/import{query}", ApiClient.JsonBytes(Encoding.UTF8.GetBytes(file), type));
}
