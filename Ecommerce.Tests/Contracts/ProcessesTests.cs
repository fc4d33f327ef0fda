using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>Several operating-system processes of the application on one PostgreSQL database, driven as clients drive them.</summary>
public sealed class ProcessesTests(TwoProcesses processes) : IClassFixture<TwoProcesses>
{
    private TestShop Shop => processes.Shop;

    [Fact]
    public async Task A_token_of_one_is_good_at_the_other()
    {
        for (var i = 0; i < processes.Tokens.Length; i++)
        {
            using var client = processes[i + 1].Client(processes.Tokens[i]);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/balance")).StatusCode);
        }
    }

    [Fact]
    public async Task The_last_units_are_sold_once()
    {
        await ChargeAllAsync();
        var product = await Shop.AddProductAsync(stock: 10, price: 100);

        var answers = await Race.RunAsync(40, i => OrderAsync(processes[i], Token(i), product));

        Assert.Equal(10, answers.Count(a => a.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Assert.Equal("insufficient-stock", CodeOf(a.Body)));
        Assert.Equal(0, await Shop.StockAsync(product));
        await Shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task One_key_sent_to_both_is_one_order()
    {
        await ChargeAllAsync();
        var product = await Shop.AddProductAsync(stock: 100, price: 100);

        var answers = await Race.RunAsync(50, i => OrderAsync(processes[i], Token(0), product, key: "one-key"));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.Single(answers.Select(a => a.Body).Distinct());
        Assert.Equal(49, answers.Count(a => a.Replayed));
        Assert.Equal(99, await Shop.StockAsync(product));
    }

    [Fact]
    public async Task A_killed_one_leaves_whole_orders_that_the_other_knows()
    {
        await ChargeAllAsync();
        var product = await Shop.AddProductAsync(stock: 1000, price: 100);
        await using var doomed = await processes.StartAnotherAsync();
        var served = 0;

        await Race.RunAsync(60, async i =>
        {
            var order = await Record.ExceptionAsync(() => OrderAsync(doomed, Token(i), product, key: $"order-{i}"));
            if (order is null && Interlocked.Increment(ref served) == 5) await doomed.KillAsync();
            return order;
        });
        // Nobody knows which of the 60 went through; the same keys at the surviving ones settle it.
        var again = await Race.RunAsync(60, i => OrderAsync(processes[1], Token(i), product, key: $"order-{i}"));

        Assert.All(again, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.True(again.Count(a => a.Replayed) >= 5);
        Assert.Equal(1000 - 60, await Shop.StockAsync(product));
        Assert.Equal(60, await Shop.ReadAsync(db => db.OrderLines.CountAsync(l => l.ProductId == product)));
        await Shop.AssertBooksBalanceAsync();
    }

    private string Token(int shopper) => processes.Tokens[shopper % processes.Tokens.Length];

    private async Task ChargeAllAsync()
    {
        foreach (var token in processes.Tokens)
        {
            using var client = processes[0].Client(token);
            await client.ChargeAsync(100_000);
        }
    }

    private static async Task<Answer> OrderAsync(ServerProcess process, string token, long product, string? key = null)
    {
        using var client = process.Client(token);
        if (key is not null) client.DefaultRequestHeaders.Add("Idempotency-Key", key);
        using var response = await client.PostAsJsonAsync("/orders", new { items = new[] { new OrderItem(product, 1) } });
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Contains("Idempotent-Replayed"));
    }

    private static string? CodeOf(string problem) => JsonDocument.Parse(problem).RootElement.GetProperty("code").GetString();

    private sealed record Answer(HttpStatusCode Status, string Body, bool Replayed);
}
