using System.Net.Http.Json;
using System.Text.Json;
using MimeKit;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>A shop whose mails go to a mail server of the test's.</summary>
public sealed class MailingShop : DemoShop
{
    public SmtpListener MailServer { get; } = new();

    public override async ValueTask InitializeAsync() => await UseAsync(await ShopProcess.StartAsync(
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{MailServer.Port}"), ("Mail:Tls", "false"), ("Mail:From", "shop@shop.example")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await MailServer.DisposeAsync();
    }

    /// <summary>The mail to somebody whose subject holds a text, when it has come.</summary>
    public async Task<MimeMessage> MailAsync(string to, string subject)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var found = MailServer.Mails.FirstOrDefault(m =>
                m.To.Mailboxes.Any(receiver => receiver.Address == to) && m.Subject?.Contains(subject, StringComparison.Ordinal) == true);
            if (found is not null) return found;
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Asks the API as the admin.</summary>
    public async Task<JsonElement> GetAsync(string path) => await Process.Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Posts to the API as the admin.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        var answer = await Process.Http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
