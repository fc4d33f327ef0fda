namespace Ecommerce.Tests.Http;

public sealed class LateBodyTests(ImpatientShop shop) : IClassFixture<ImpatientShop>
{
    [Theory]
    [InlineData("/balance/charge")]
    [InlineData("/auth/login")]
    public async Task A_body_that_never_arrives_is_a_408_problem(string path)
    {
        string[] head =
            [$"POST {path} HTTP/1.1", $"Authorization: Bearer {shop.Token}", "Content-Type: application/json", "Content-Length: 40"];
        (await shop.SendAsync(head, "{"u8.ToArray())).IsProblem(408, "request-timeout");
    }
}
