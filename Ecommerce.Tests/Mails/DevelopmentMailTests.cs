using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Mails;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Ecommerce.Tests.Mails;

/// <summary>Mails of a shop that is tried out: files in a folder.</summary>
public sealed class DevelopmentMailTests(TestDatabases databases) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private WebShop shop = null!;

    private static Mail Mail => new("me@example.com", "제목", "글", "https://shop.example") { Html = "<p>글</p>" };

    public async ValueTask InitializeAsync() => shop = await WebShop.StartAsync(databases, settings: ("Mail:Folder", folder));

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_mail_is_a_file_that_mail_programs_open_and_its_owner_s_alone()
    {
        await SendAsync(Mail);

        var file = Assert.Single(Directory.GetFiles(folder));
        using var read = await MimeMessage.LoadAsync(file);
        Assert.Equal((Mail.Subject, Mail.Text, Mail.Html), (read.Subject, read.TextBody?.Trim(), read.HtmlBody?.Trim()));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task One_that_comes_again_takes_the_place_of_the_first()
    {
        await SendAsync(Mail with { Id = "event-7" });
        await SendAsync(Mail with { Id = "event-7" });

        Assert.Equal(["event-7.eml"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task In_a_demo_shop_none_is_written_that_opens_an_account()
    {
        await SendAsync(Mail with { AnybodyCanCauseIt = true });

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_oldest_make_room()
    {
        for (var i = 0; i < 503; i++) await SendAsync(Mail with { Id = $"event-{i}" });

        Assert.Equal(500, Directory.GetFiles(folder).Length);
        Assert.True(File.Exists(Path.Combine(folder, "event-502.eml")));
    }

    private async Task SendAsync(Mail mail)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMailSender>().SendAsync(mail, default);
    }
}
