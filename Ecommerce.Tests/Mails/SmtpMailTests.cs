using System.Text;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Web.Mails;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Mails;

/// <summary>What the shop says to a mail server.</summary>
public sealed class SmtpMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 4, 5, TimeSpan.Zero);

    private static readonly Mail Mail =
        new("me@example.com", "비밀번호 재설정", "링크를 여세요:\r\n.점으로 시작하는 줄\r\nhttps://shop.example/a?b=c", "https://shop.example/a?b=c");

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new SmtpListener();

        Assert.True(await SendAsync(Mail, To(server)));

        var mail = Assert.Single(server.Mails);
        Assert.Equal((Mail.Subject, Mail.Text), (mail.Subject, mail.TextBody?.Trim().ReplaceLineEndings("\r\n")));
        Assert.Equal(("상점", "shop@shop.example"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal("me@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Equal(Now, mail.Date);
        Assert.EndsWith("@shop.example", mail.MessageId);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_logs_in_where_a_user_is_set()
    {
        await using var server = new SmtpListener("AUTH PLAIN");
        var options = To(server);
        (options.User, options.Password) = ("shop", "secret");

        Assert.True(await SendAsync(Mail, options));

        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0shop\0secret"));
        Assert.Contains($"AUTH PLAIN {login}", server.Commands);
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_where_encryption_is_wanted()
    {
        await using var server = new SmtpListener("AUTH PLAIN");
        var options = To(server);
        (options.Tls, options.User, options.Password) = (true, "shop", "secret");

        Assert.False(await SendAsync(Mail, options));

        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_in_another_script_needs_a_server_that_knows_such()
    {
        var mail = Mail with { To = "나@example.com" };
        await using var knows = new SmtpListener("SMTPUTF8");
        await using var knowsNot = new SmtpListener();

        Assert.True(await SendAsync(mail, To(knows)));
        Assert.False(await SendAsync(mail, To(knowsNot)));

        Assert.Equal("나@example.com", Assert.Single(knows.Mails).To.Mailboxes.Single().Address);
        Assert.Empty(knowsNot.Mails);
    }

    [Fact]
    public async Task A_receiver_that_the_server_does_not_know_is_refused_for_good_and_not_named()
    {
        await using var server = new SmtpListener { Domain = "elsewhere.example" };

        Assert.Equal(DeliveryResult.Rejected("The server answered 550 (RecipientNotAccepted)."), await ResultAsync(Mail, To(server)));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_away_is_no_exception()
    {
        var server = new SmtpListener();
        var options = To(server);
        await server.DisposeAsync();

        Assert.False(await SendAsync(Mail, options));
    }

    [Fact]
    public async Task Without_a_server_nothing_is_sent() => Assert.False(await SendAsync(Mail, new MailOptions()));

    private static MailOptions To(SmtpListener server) =>
        new() { Host = "127.0.0.1", Port = server.Port, Tls = false, From = "shop@shop.example" };

    private static async Task<bool> SendAsync(Mail mail, MailOptions options) =>
        await ResultAsync(mail, options) == DeliveryResult.Delivered;

    private static Task<DeliveryResult> ResultAsync(Mail mail, MailOptions options)
    {
        var store = Options.Create(new StoreSettings { Name = "상점" });
        var clock = new StoreClock(new FakeTimeProvider(Now), store);
        return new SmtpMail(Options.Create(options), new MailComposer(store, clock)).SendAsync(mail, default);
    }
}
