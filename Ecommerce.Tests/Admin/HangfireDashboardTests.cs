using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

/// <summary>Hangfire's dashboard: for admins, with the shop's headers, and no foreign page can press its buttons.</summary>
public sealed partial class HangfireDashboardTests(TestDatabases databases)
{
    private const string Address = "/manage/hangfire";

    [Fact]
    public async Task It_is_for_admins()
    {
        await using var shop = await StartAsync();

        (await new Visitor(shop).OpenAsync(Address)).IsRedirectTo($"/account/login?ReturnUrl={Uri.EscapeDataString(Address)}");
        Assert.Equal(HttpStatusCode.NotFound, (await (await new Visitor(shop).RegisterAsync()).OpenAsync(Address)).Status);
        var admin = await AdminAsync(shop);
        foreach (var page in new[] { Address, $"{Address}/recurring", $"{Address}/servers", $"{Address}/jobs/enqueued" })
            Assert.Equal(HttpStatusCode.OK, (await admin.OpenAsync(page)).Status);
        Assert.Single(Regex.Matches((await admin.OpenAsync("/manage/jobs")).Html, $"href=\"{Address}\""));
    }

    [Fact]
    public async Task It_needs_nothing_that_the_content_security_policy_forbids_and_tells_no_connection_string()
    {
        await using var shop = await StartAsync();
        var admin = await AdminAsync(shop);
        var answer = await admin.Http.GetAsync(Address);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineScript(), html);
        Assert.All(
            Loaded().Matches(html).Select(loaded => loaded.Groups[1].Value)
                .Where(source => !source.StartsWith("data:image/", StringComparison.Ordinal)),
            source => Assert.StartsWith(Address, source, StringComparison.Ordinal));
        Assert.True(Loaded().Count(html) > 2);
        Assert.DoesNotContain(
            $"{shop.Services.GetRequiredService<JobStorage>()}", WebUtility.HtmlDecode(html), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_button_works_with_the_pages_token_only()
    {
        await using var shop = await StartAsync();
        var admin = await AdminAsync(shop);
        var html = (await admin.OpenAsync($"{Address}/recurring")).Html;

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Http.PostAsync($"{Address}/recurring/trigger", Trigger())).StatusCode);
        Assert.Null(LastRun());
        Assert.Empty(await WrittenAsync());

        var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}/recurring/trigger") { Content = Trigger() };
        request.Headers.Add(Token("csrf-header", html), Token("csrf-token", html));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Http.SendAsync(request)).StatusCode);
        Assert.NotNull(LastRun());
        var written = Assert.Single(await WrittenAsync());
        Assert.Equal(("recurring/trigger", """{"jobs":["clean-up"]}"""), (written.Subject.Id, written.After));
        Assert.Equal(DemoAccounts.Admin, written.ActorEmail);

        async Task<IReadOnlyList<AuditEntry>> WrittenAsync() => (await shop.Services.GetRequiredService<AuditQueries>()
            .ListAsync(new(Action: AdminActions.HangfirePosted), new PageRequest(), default)).Items;

        DateTime? LastRun()
        {
            using var connection = shop.Services.GetRequiredService<JobStorage>().GetConnection();
            return connection.GetRecurringJobs().Single(j => j.Id == JobNames.CleanUp).LastExecution;
        }
    }

    [Fact]
    public async Task A_start_without_the_database_is_not_its_victim()
    {
        await databases.GetPostgresAsync(); // skips the test where there is no server to be had
        await using var server = await PostgresServer.StartAsync();
        await server.StopServerAsync();
        await using var shop = WebShop.StartOn(
            server.ConnectionString("shop"), DatabaseProvider.Postgres, settings: ("Jobs:Enabled", "true"));

        Assert.Equal(HttpStatusCode.OK, (await shop.Anonymous().GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Anonymous().GetAsync("/health/ready")).StatusCode);
        await server.StartServerAsync(); // for its own disposal
    }

    [Fact]
    public async Task An_instance_without_jobs_has_none()
    {
        await using var shop = await WebShop.StartAsync(databases);
        Assert.Equal(HttpStatusCode.NotFound, (await (await AdminAsync(shop)).OpenAsync(Address)).Status);
    }

    [Fact]
    public async Task An_instance_and_its_dashboard_are_ready_when_its_scheduler_runs()
    {
        await using var shop = await StartAsync();
        var scheduler = shop.Services.GetRequiredService<IJobScheduler>();
        var admin = await AdminAsync(shop);

        Assert.True(scheduler.IsRunning);
        Assert.Equal(HttpStatusCode.OK, (await admin.OpenAsync(Address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.Anonymous().GetAsync("/health/ready")).StatusCode);
        await shop.Services.GetRequiredService<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>()
            .Single(s => s.GetType().Name == "HangfireServer").StopAsync(default);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Anonymous().GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await admin.OpenAsync(Address)).Status);
    }

    /// <summary>A shop whose scheduler runs.</summary>
    private async Task<WebShop> StartAsync()
    {
        var shop = await WebShop.StartAsync(databases, settings: ("Jobs:Enabled", "true"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await shop.Anonymous().GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK)
            await pace.WaitForNextTickAsync(deadline.Token);
        return shop;
    }

    private static async Task<Visitor> AdminAsync(WebShop shop)
    {
        var admin = new Visitor(shop);
        (await admin.LogInAsync(DemoAccounts.Admin)).IsRedirectTo("/");
        return admin;
    }

    private static FormUrlEncodedContent Trigger() => new([KeyValuePair.Create("jobs[]", JobNames.CleanUp)]);

    private static string Token(string name, string html) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"<meta name=\"{name}\" content=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|\son(click|load|change|submit)=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex("""<(?:script[^>]*\bsrc|link[^>]*\bhref)="([^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Loaded();
}
