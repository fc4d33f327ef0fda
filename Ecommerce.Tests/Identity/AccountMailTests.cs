using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Mails;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Identity;

/// <summary>Mails leave by a job, in a shop that sells: who asks is told nothing, and waits for nothing.</summary>
public sealed partial class AccountMailTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Private = "very.private.person@example.com";
    private const string Nobody = "very.private.nobody@example.com";

    /// <summary>What is logged of each statement that EF runs.</summary>
    private const string Executed = "Executed DbCommand";

    private static readonly (string, string?)[] Selling =
    [
        ("Seed:Demo", "false"), ("Store:Url", "https://shop.example"), ("AllowedHosts", "*"),
        ("Mail:Host", "127.0.0.1"), ("Mail:From", "shop@shop.example"),
    ];

    private readonly FakeTimeProvider clock = TestClock.New();
    private readonly SentMails mails = new();
    private readonly RecordingSink platform = new();
    private readonly LogLines log = new();
    private WebShop shop = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await WebShop.StartAsync(
            databases,
            configure: services => services
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<IMailSender>(mails)
                .AddSingleton<IDataPlatformSink>(platform)
                .AddSingleton<ILoggerProvider>(log)
                .Configure<LoggerFilterOptions>(filter =>
                {
                    filter.Rules.Clear();
                    filter.MinLevel = LogLevel.Information;
                }),
            settings: Selling);
        await AddAsync(Private, confirmed: true);
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Theory]
    [InlineData("/account/forgot-password", "Reset")]
    [InlineData("/account/resend-confirmation", null)]
    [InlineData("/auth/forgotPassword", "Code")]
    [InlineData("/auth/resendConfirmationEmail", null)]
    public async Task The_same_is_done_for_an_address_with_an_account_and_for_one_without(string path, string? sent)
    {
        await AskAsync(path, Nobody); // whatever is done once, at the first
        var known = await AskAsync(path, Private);
        var unknown = await AskAsync(path, Nobody);

        Assert.Equal(known.Answer.Replace(Private, Nobody, StringComparison.Ordinal), unknown.Answer);
        Assert.Equal(known.Statements, unknown.Statements);
        var events = await ReadAsync(db => db.Events.AsNoTracking().OrderBy(e => e.Id).Skip(1).ToListAsync());
        Assert.Equal(events[0].Payload.Replace(Private, Nobody, StringComparison.Ordinal), events[1].Payload);
        Assert.Empty(mails.Sent);

        await DispatchAsync();

        Assert.Equal(sent is null ? [] : [Private], mails.Sent.Select(m => m.To));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_link_that_was_mailed_resets_the_password_and_nothing_secret_waits()
    {
        await AskAsync("/account/forgot-password", Private);
        var waiting = (await ReadAsync(db => db.Events.SingleAsync())).Payload;
        Assert.Equal($$"""{"kind":"Reset","to":"{{Private}}","language":"ko-KR","account":null}""", waiting);
        await DispatchAsync();

        var link = new Uri(Assert.Single(mails.Sent).Link);
        Assert.StartsWith("https://shop.example/account/reset-password?", link.AbsoluteUri);
        (await new Visitor(shop).SendAsync(link.PathAndQuery, ("Input.Password", "N3w!passw0rd"), ("Input.Repeated", "N3w!passw0rd")))
            .Says("비밀번호를 바꿨어요");
    }

    [Fact]
    public async Task A_new_account_s_address_and_another_one_for_it_are_confirmed_by_links_in_the_visitor_s_language()
    {
        var visitor = new Visitor(shop);
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", "en");
        await visitor.RegisterAsync();
        (await visitor.SendAsync("/account/email", ("Input.Email", "new@example.com"))).Says("is on its way");
        await DispatchAsync();

        Assert.Equal([visitor.Email, "new@example.com"], mails.Sent.Select(m => m.To));
        Assert.Contains("confirm your e-mail address", mails.Sent[0].Subject);
        (await visitor.OpenAsync(new Uri(mails.Sent[1].Link).PathAndQuery)).Says("confirmed");
        (await visitor.OpenAsync("/account")).Says("new@example.com");
    }

    [Fact]
    public async Task Without_a_server_none_is_asked_for_and_the_log_says_so()
    {
        await using var mute = await WebShop.StartAsync(
            databases,
            configure: services => services.AddSingleton<ILoggerProvider>(log),
            settings: ("Seed:Demo", "false"));
        (await mute.Anonymous().PostAsJsonAsync("/auth/forgotPassword", new { email = Private })).EnsureSuccessStatusCode();

        Assert.Contains(log.Lines, line => line.Text.Contains("Set Mail:Host and Mail:From", StringComparison.Ordinal));
        Assert.Empty(await mute.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContext().Events.ToListAsync());
    }

    [Fact]
    public async Task An_account_that_was_deleted_meanwhile_gets_none()
    {
        var id = await AddAsync("leaving@example.com", confirmed: true);
        await AskAsync("/account/forgot-password", "leaving@example.com");
        await shop.Services.GetRequiredService<RequestMail>().RunAsync(new(MailKind.Change, "new@example.com", "ko", id), default);
        Assert.True((await shop.Services.GetRequiredService<AccountDeletion>().RunAsync(new(id, null), default)).Succeeded);

        await DispatchAsync();

        Assert.Empty(mails.Sent);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_tried_again_and_given_up_after_half_a_day_without_a_trace()
    {
        mails.Answer = () => Task.FromResult(DeliveryResult.Failed("The server answered 451 (MessageNotAccepted)."));
        await AskAsync("/account/forgot-password", Private);
        await DispatchAsync();
        var delivery = await ReadAsync(db => db.Deliveries.SingleAsync());
        Assert.Equal((DeliveryStatus.Failed, "account-mail"), (delivery.Status, delivery.Destination));
        Assert.True(await ListIsEmptyAsync());

        clock.Advance(TimeSpan.FromHours(11));
        await DispatchAsync();
        Assert.True(await ReadAsync(db => db.Events.AnyAsync()));
        clock.Advance(TimeSpan.FromHours(1));
        mails.Answer = () => Task.FromResult(DeliveryResult.Delivered); // too late
        await DispatchAsync();

        Assert.Empty(mails.Sent);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task It_is_sent_as_soon_as_the_server_takes_it()
    {
        mails.Answer = () => throw new IOException("The line went dead.");
        await AskAsync("/account/forgot-password", Private);
        await DispatchAsync();
        mails.Answer = () => Task.FromResult(DeliveryResult.Delivered);
        clock.Advance(TimeSpan.FromSeconds(13));
        await DispatchAsync();

        Assert.Single(mails.Sent);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task No_transaction_is_open_while_one_is_sent()
    {
        mails.Answer = async () =>
        {
            // SQLite has one writer: this would wait for the one that is open.
            var another = new MailRequest(MailKind.Reset, Nobody, "ko");
            await shop.Services.GetRequiredService<RequestMail>().RunAsync(another, default).WaitAsync(TimeSpan.FromSeconds(20));
            return DeliveryResult.Delivered;
        };
        await AskAsync("/account/forgot-password", Private);

        await DispatchAsync();

        Assert.Single(mails.Sent);
    }

    [Fact]
    public async Task One_leaves_by_the_job_that_it_asks_for_itself()
    {
        await using var server = new SmtpListener();
        await using var running = await WebShop.StartAsync(
            databases,
            settings:
            [
                .. Selling, ("Mail:Port", $"{server.Port}"), ("Mail:Tls", "false"),
                ("Jobs:Enabled", "true"), ("Jobs:OutboxSweepSeconds", "60"),
            ]);
        await new Visitor(running).RegisterAsync();

        await server.Arrived.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_demo_shop_shows_its_mails_at_once_and_logs_nothing_that_opens_an_account()
    {
        await using var demo = await WebShop.StartAsync(databases, configure: services => services.AddSingleton<ILoggerProvider>(log));
        var visitor = await new Visitor(demo).RegisterAsync();
        var link = (await visitor.SendAsync("/account/forgot-password", ("Input.Email", visitor.Email))).MailLink;

        Assert.NotEmpty(link);
        Assert.Contains(log.Lines, line => line.Text.StartsWith("A mail that is not sent", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("code=", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains(visitor.Email, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<(string Answer, IReadOnlyList<string> Statements)> AskAsync(string path, string email)
    {
        var visitor = new Visitor(shop);
        var isPage = path.StartsWith("/account/", StringComparison.Ordinal);
        var page = isPage ? await visitor.OpenAsync(path) : null;
        log.Lines.Clear();
        string answer;
        if (page is not null)
        {
            answer = (await visitor.SendAsync(page, path, ("Input.Email", email))).Says("계정이 있다면").Text;
        }
        else
        {
            var response = await visitor.Http.PostAsJsonAsync(path, new { email });
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            answer = await response.Content.ReadAsStringAsync();
        }

        var statements = log.Lines.Select(line => line.Text).Where(text => text.StartsWith(Executed, StringComparison.Ordinal));
        return (answer, [.. statements.Select(text => Duration().Replace(text, ""))]);
    }

    private Task<int> DispatchAsync() => shop.Services.GetRequiredService<EventDispatcher>().DispatchDueAsync(default);

    /// <summary>No row, no line of the log, nothing for the data platform or for admins.</summary>
    private async Task AssertNothingIsLeftAsync()
    {
        Assert.False(await ReadAsync(async db => await db.Events.AnyAsync() || await db.Deliveries.AnyAsync()));
        Assert.True(await ListIsEmptyAsync());
        Assert.Empty(platform.Received);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("very.private", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<bool> ListIsEmptyAsync()
    {
        var outbox = shop.Services.GetRequiredService<OutboxAdmin>();
        return (await outbox.ListAsync(null, new PageRequest(), default)).Total == 0
            && await outbox.GetStateAsync(default) == new DeliveryState(0, TimeSpan.Zero, 0);
    }

    private async Task<long> AddAsync(string email, bool confirmed)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var shopper = new Shopper { UserName = email, Email = email, EmailConfirmed = confirmed };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>().CreateAsync(shopper)).Succeeded);
        return shopper.Id;
    }

    private async Task<T> ReadAsync<T>(Func<ShopContext, Task<T>> read)
    {
        await using var db = await shop.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync();
        return await read(db);
    }

    [GeneratedRegex(@"\(\d+ms\)")]
    private static partial Regex Duration();
}
