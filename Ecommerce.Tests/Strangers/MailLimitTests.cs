using Ecommerce.Core.Events;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Strangers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Strangers;

public sealed class MailLimitTests(TestDatabases databases)
{
    private static readonly DeliveryResult Sent = DeliveryResult.Delivered;

    [Fact]
    public async Task By_default_a_receiver_gets_5_mails_an_hour_whoever_asks_and_who_asks_is_told_the_same()
    {
        var (sent, log, clock) = (new SentMails(), new LogLines(), TestClock.New());
        await using var shop = await WebShop.StartAsync(
            databases,
            configure: services => services
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<ILoggerProvider>(log),
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0"), ("Seed:Demo", "false")]);
        var limited = Limited(shop, sent);

        for (var i = 0; i < 5; i++) Assert.Equal(Sent, await limited.SendAsync(MailTo("Very.Private@example.com"), default));
        Assert.Equal(5, sent.Sent.Count);
        Assert.Equal(Sent, await limited.SendAsync(MailTo("very.private@EXAMPLE.com"), default));
        Assert.Equal(5, sent.Sent.Count);
        Assert.Single(log.Lines, line => line.Text.Contains("RateLimits:MailsPerHour", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("private", StringComparison.OrdinalIgnoreCase));

        Assert.Equal(Sent, await limited.SendAsync(MailTo("somebody.else@example.com"), default));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Sent, await limited.SendAsync(MailTo("very.private@example.com"), default));
        Assert.Equal(7, sent.Sent.Count);
    }

    [Fact]
    public async Task A_mail_that_is_tried_again_is_counted_once()
    {
        var sent = new SentMails { Answer = () => Task.FromResult(DeliveryResult.Failed("away")) };
        await using var shop = await WebShop.StartAsync(
            databases, settings: [("RateLimits:Enabled", "true"), ("RateLimits:MailsPerHour", "1")]);
        var limited = Limited(shop, sent);
        for (var i = 0; i < 3; i++) Assert.NotEqual(Sent, await limited.SendAsync(MailTo("me@example.com"), default));

        sent.Answer = () => Task.FromResult(Sent);

        for (var i = 0; i < 2; i++) Assert.Equal(Sent, await limited.SendAsync(MailTo("me@example.com"), default));
        Assert.Single(sent.Sent);
    }

    [Fact]
    public async Task Pages_and_API_send_through_it()
    {
        await using var shop = await WebShop.StartAsync(
            databases, settings: [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0"), ("RateLimits:MailsPerHour", "2")]);
        var visitor = new Visitor(shop);
        await visitor.RegisterAsync(); // the first one
        var stranger = new Visitor(shop);

        var second = await stranger.SendAsync("/account/forgot-password", ("Input.Email", visitor.Email));
        var third = await stranger.SendAsync("/account/forgot-password", ("Input.Email", visitor.Email));

        Assert.True(second.HasMail);
        Assert.False(third.HasMail);
        Assert.Equal(second.Text.Split("  ")[0], third.Text.Split("  ")[0]);
        Assert.Equal(System.Net.HttpStatusCode.OK, third.Status);
    }

    private static Mail MailTo(string receiver) => new(receiver, "Subject", "Text", "https://shop.example/") { AnybodyCanCauseIt = true };

    private static LimitedMail Limited(WebShop shop, SentMails sent) =>
        ActivatorUtilities.CreateInstance<LimitedMail>(shop.Services, sent);
}
