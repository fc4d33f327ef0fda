using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Mails;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Mails;

/// <summary>What shoppers are told about their orders, by a mail server and after the commit.</summary>
public sealed class OrderMailTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Name = "월넛 <도마>";
    private readonly FakeTimeProvider clock = TestClock.New();
    private readonly SmtpListener server = new();
    private WebShop shop = null!;
    private long product;

    public async ValueTask InitializeAsync()
    {
        shop = await StartAsync(("Mail:Host", "127.0.0.1"));
        var editor = shop.Services.GetRequiredService<ProductEditor>();
        var edit = new ProductEdit(Name, 12_300, "주방", NameEn: "Walnut board");
        product = (await editor.CreateAsync(Actor.System, edit, 100, default)).Value!.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_paid_order_is_one_mail_in_text_and_HTML()
    {
        var (_, email, order) = await OrderAsync();

        Assert.Empty(server.Mails);
        await DispatchAsync();
        await DispatchAsync();

        var mail = Assert.Single(server.Mails);
        Assert.Equal(email, mail.To.Mailboxes.Single().Address);
        Assert.Equal($"[상점] 주문 {order}번이 결제되었어요", mail.Subject);
        Assert.Contains($"- {Name} × 2: ₩24,600", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://shop.example/my/orders/{order}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(Name)[..5], mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<도마>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("₩24,600", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://shop.example/my/orders/{order}\"", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shopper_reads_it_in_the_language_of_their_log_in()
    {
        var (_, _, order) = await OrderAsync("en-US");

        await DispatchAsync();

        var mail = Assert.Single(server.Mails);
        Assert.Equal($"[상점] Order {order} is paid", mail.Subject);
        Assert.Contains("Walnut board × 2", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("lang=\"en-US\"", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_order_is_another_mail_after_the_first()
    {
        var (shopper, _, order) = await OrderAsync();
        (await shopper.PostAsync($"/orders/{order}/cancel", null)).EnsureSuccessStatusCode();

        await DispatchAsync();
        await DispatchAsync();

        Assert.Equal(
            [$"[상점] 주문 {order}번이 결제되었어요", $"[상점] 주문 {order}번이 취소되었어요"], server.Mails.Select(m => m.Subject));
    }

    [Theory]
    [InlineData("ko-KR", "[상점] 주문 {0}번의 일부가 환불되었어요", Name)]
    [InlineData("en-US", "[상점] A part of order {0} was refunded", "Walnut board")]
    public async Task Each_part_refund_is_a_mail_with_its_pieces_and_its_amount(string language, string subject, string name)
    {
        var (_, _, order) = await OrderAsync(language);
        var refund = shop.Services.GetRequiredService<RefundOrder>();
        for (var i = 0; i < 2; i++) (await refund.RunAsync(Actor.System, new(order, [new(product, 1)], true, "torn"), default)).Granted();

        await DispatchAsync();
        await DispatchAsync();
        await DispatchAsync();

        var mails = server.Mails.Skip(1).ToList();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail =>
        {
            Assert.Equal(string.Format(CultureInfo.InvariantCulture, subject, order), mail.Subject);
            Assert.Contains($"- {name} × 1: ₩12,300", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("torn", mail.TextBody, StringComparison.Ordinal); // the admin's words
        });
    }

    [Theory]
    [InlineData("ko-KR", "[상점] 주문 {0}번의 반품이 승인되었어요", "상점의 답변: <좋아요>", Name)]
    [InlineData("en-US", "[상점] The return of order {0} is accepted", "The shop’s answer: <좋아요>", "Walnut board")]
    public async Task An_accepted_return_is_one_mail_with_its_money_and_the_shops_words(
        string language, string subject, string words, string name)
    {
        var (shopper, email, order) = await OrderAsync(language);
        var id = await AskBackAsync(shopper, order);
        (await Answers.AcceptAsync(Actor.System, id, restock: true, "<좋아요>", default)).Granted();

        await DispatchAsync();
        await DispatchAsync();

        var mail = Assert.Single(server.Mails.Skip(1));
        Assert.Equal(
            (email, string.Format(CultureInfo.InvariantCulture, subject, order)), (mail.To.Mailboxes.Single().Address, mail.Subject));
        Assert.Contains($"- {name} × 1: ₩12,300", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("&lt;좋아요&gt;", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ko-KR", "[상점] 주문 {0}번의 반품이 거절되었어요", "상점의 답변: 사용한 흔적이 있어요", "1개")]
    [InlineData("en-US", "[상점] The return of order {0} is declined", "The shop’s answer: 사용한 흔적이 있어요", "1 pcs")]
    public async Task A_declined_return_is_a_mail_with_the_shops_words(string language, string subject, string words, string pieces)
    {
        var (shopper, _, order) = await OrderAsync(language);
        var id = await AskBackAsync(shopper, order);
        (await Answers.DeclineAsync(Actor.System, id, "사용한 흔적이 있어요", default)).Granted();

        await DispatchAsync();
        await DispatchAsync();

        var mail = Assert.Single(server.Mails.Skip(1));
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, subject, order), mail.Subject);
        Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(pieces, mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("₩", mail.TextBody, StringComparison.Ordinal); // nothing was given back
        Assert.DoesNotContain("작아요", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(order, (await Admin.ListAsync(DeliveryStatus.Sent, new PageRequest(), default)).Items[0].SubjectId);
    }

    [Fact]
    public async Task Many_orders_in_an_hour_are_as_many_mails()
    {
        var (shopper, _, _) = await OrderAsync();
        for (var i = 0; i < 6; i++) await PlaceAsync(shopper);

        await DispatchAsync();

        Assert.Equal(7, server.Mails.Count);
    }

    [Fact]
    public async Task A_mail_that_comes_again_has_the_same_id()
    {
        await OrderAsync();
        await DispatchAsync();
        await using (var db = await shop.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync())
        {
            // As if the instance had died between sending and recording.
            await db.Deliveries.Where(d => d.Destination == MailDeliveries.Destination)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.Failed));
        }

        await DispatchAsync();

        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task A_deleted_account_gets_none()
    {
        var (_, email, _) = await OrderAsync();
        await using (var scope = shop.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
            var account = (await accounts.FindByEmailAsync(email))!;
            Assert.True((await shop.Services.GetRequiredService<AccountDeletion>().RunAsync(new(account.Id, 975_400), default)).Succeeded);
        }

        await DispatchAsync();

        Assert.Empty(server.Mails);
        Assert.Equal(0, (await Admin.GetStateAsync(default)).Waiting);
    }

    [Fact]
    public async Task What_the_server_refuses_for_good_is_seen_and_can_be_sent_again()
    {
        var (_, _, order) = await OrderAsync("ko-KR", "nobody@elsewhere.example");
        await DispatchAsync();

        Assert.Empty(server.Mails);
        var parked = Assert.Single((await Admin.ListAsync(DeliveryStatus.Dead, new PageRequest(), default)).Items);
        Assert.Equal((order, "The server answered 550 (RecipientNotAccepted)."), (parked.SubjectId, parked.LastError));
        var mail = await shop.Services.GetRequiredService<MailPreview>().FindAsync(parked.Id, default);
        Assert.Equal("nobody@elsewhere.example", mail.Value!.To);

        server.Domain = "elsewhere.example";
        Assert.Equal(1, (await Admin.RetryAllDeadAsync(Actor.System, default)).Value);
        await DispatchAsync();
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_after_growing_waits_given_up_after_three_days_and_asked_again_by_hand()
    {
        await OrderAsync();
        server.IsBusy = true;
        var waits = new List<double>();
        for (var i = 1; i <= 4; i++)
        {
            await DispatchAsync();
            var waiting = Assert.Single((await Admin.ListAsync(DeliveryStatus.Failed, new PageRequest(), default)).Items);
            Assert.Equal((i, "The server answered 451 (SenderNotAccepted)."), (waiting.Attempts, waiting.LastError));
            var wait = waiting.NextAttemptAt!.Value - clock.GetUtcNow().UtcDateTime;
            waits.Add(wait.TotalSeconds);
            clock.Advance(wait);
        }

        Assert.All(waits.Zip([10.0, 20, 40, 80]), w => Assert.InRange(w.First, 0.8 * w.Second, 1.2 * w.Second));
        clock.Advance(TimeSpan.FromDays(3));
        await DispatchAsync();
        var dead = Assert.Single((await Admin.ListAsync(DeliveryStatus.Dead, new PageRequest(), default)).Items);

        server.IsBusy = false;
        await DispatchAsync();
        Assert.Empty(server.Mails);
        (await Admin.RetryAsync(Actor.System, dead.Id, default)).Granted();
        await DispatchAsync();
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task The_shop_goes_on_selling_while_a_server_takes_a_mail()
    {
        var (shopper, _, _) = await OrderAsync();
        var placed = 0L;
        server.Taking = async () =>
        {
            server.Taking = () => Task.CompletedTask;
            placed = await PlaceAsync(shopper); // a mail that is sent in a transaction would be in its way: SQLite has one at a time
        };

        await DispatchAsync();

        Assert.NotEqual(0, placed);
        Assert.Empty((await Admin.ListAsync(DeliveryStatus.Failed, new PageRequest(), default)).Items); // nobody had to give up
        Assert.Single(server.Mails);
        await DispatchAsync();
        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task What_happened_days_ago_is_no_news()
    {
        await OrderAsync();
        clock.Advance(TimeSpan.FromDays(3));

        await DispatchAsync();

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_shop_without_a_mail_server_collects_none()
    {
        await using var silent = await StartAsync(("Mail:Host", null));
        var added = await silent.Services.GetRequiredService<ProductEditor>()
            .CreateAsync(Actor.System, new ProductEdit(Name, 100, "주방"), 10, default);
        var shopper = await silent.ShopperAsync(1_000);
        await PlaceAsync(shopper, added.Value!.Id);

        await silent.Services.GetRequiredService<EventDispatcher>().DispatchDueAsync(default);

        await using var db = await silent.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync();
        Assert.Equal([DataPlatformDestination.DestinationName], await db.Deliveries.Select(d => d.Destination).ToListAsync());
    }

    private AnswerReturn Answers => shop.Services.GetRequiredService<AnswerReturn>();

    /// <summary>The order arrives, and its shopper asks for a return of one piece. Returns the request's id.</summary>
    private async Task<long> AskBackAsync(HttpClient shopper, long order)
    {
        (await shop.Services.GetRequiredService<DeliverOrder>().RunAsync(Actor.System, order, default)).Granted();
        var asked = await shopper.PostAsJsonAsync(
            $"/orders/{order}/returns", new { items = new[] { new { productId = product, quantity = 1 } }, reason = "작아요" });
        return (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private MailDeliveries Admin => shop.Services.GetRequiredService<MailDeliveries>();

    private Task<WebShop> StartAsync(params (string, string?)[] settings) => WebShop.StartAsync(
        databases,
        configure: services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IDataPlatformSink>(new RecordingSink()),
        settings:
        [
            ("Seed:Demo", "false"), ("Store:Url", "https://shop.example"), ("Store:Name", "상점"), ("AllowedHosts", "*"),
            ("Mail:From", "shop@shop.example"), ("Mail:Port", $"{server.Port}"), ("Mail:Tls", "false"),
            .. settings,
        ]);

    private Task<int> DispatchAsync() => shop.Services.GetRequiredService<EventDispatcher>().DispatchDueAsync(default);

    /// <summary>A new shopper with 1,000,000, who orders two pieces.</summary>
    private async Task<(HttpClient Shopper, string Email, long Order)> OrderAsync(string language = "ko-KR", string? email = null)
    {
        var shopper = shop.Anonymous();
        shopper.DefaultRequestHeaders.Add("Accept-Language", language);
        email ??= ShopHttp.NewEmail();
        (await shopper.PostAsJsonAsync("/auth/register", new { email, password = ShopHttp.Password })).EnsureSuccessStatusCode();
        await shopper.LogInAsync(email);
        await shopper.ChargeAsync(1_000_000);
        await DispatchAsync();
        server.Mails.Clear(); // the account's own
        return (shopper, email, await PlaceAsync(shopper));
    }

    private async Task<long> PlaceAsync(HttpClient shopper, long? other = null)
    {
        var answer = await shopper.PostAsJsonAsync("/orders", new { items = new[] { new { productId = other ?? product, quantity = 2 } } });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
