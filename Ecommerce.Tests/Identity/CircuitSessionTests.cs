using System.Security.Claims;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Identity.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.Tests.Identity;

/// <summary>A page that is open does nothing for a session that has ended, and is loaded anew.</summary>
public sealed class CircuitSessionTests(TestDatabases databases) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = TestClock.New();
    private TestShop shop = null!;
    private SessionWatch watch = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await TestShop.StartAsync(databases, time: clock);
        watch = new(shop.Get<SessionQueries>(), shop.Get<StoreClock>(), NullLogger<SessionWatch>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        watch.Dispose();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Acts_while_its_session_is_live()
    {
        var page = await OpenAsync(await shop.AddShopperAsync());
        clock.Advance(TimeSpan.FromHours(1));

        await page.ActAsync();

        Assert.Equal((1, 0), (page.Acts, page.Reloads));
    }

    [Fact]
    public async Task Does_nothing_and_is_loaded_anew_four_seconds_after_its_session_has_ended()
    {
        var shopper = await shop.AddShopperAsync();
        var page = await OpenAsync(shopper);
        await page.ActAsync();
        await shop.Get<SessionRegister>().EndAllAsync(shopper, default);

        clock.Advance(TimeSpan.FromSeconds(4));
        await page.ActAsync();
        await page.ActAsync();

        Assert.Equal((1, 1), (page.Acts, page.Reloads));
    }

    [Fact]
    public async Task Waits_for_nothing_while_its_session_was_looked_at_a_moment_ago()
    {
        var shopper = await shop.AddShopperAsync();
        var session = await shop.BeginSessionAsync(shopper);
        var visitor = VisitorOf(shopper, session, isAdmin: false);
        visitor.MarkChecked(clock.GetTimestamp());
        var page = await OpenAsync(visitor);
        await shop.Get<SessionRegister>().EndAllAsync(shopper, default);

        clock.Advance(TimeSpan.FromSeconds(4) - TimeSpan.FromMilliseconds(1));
        await page.ActAsync();
        Assert.Equal((1, 0), (page.Acts, page.Reloads));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await page.ActAsync();
        Assert.Equal((1, 1), (page.Acts, page.Reloads));
    }

    [Fact]
    public async Task Is_loaded_anew_without_being_touched()
    {
        var shopper = await shop.AddShopperAsync();
        var (page, other) = (await OpenAsync(shopper), await OpenAsync(await shop.AddShopperAsync()));
        await shop.Get<SessionRegister>().EndAllAsync(shopper, default);

        await watch.LookAgainAsync(default);

        Assert.Equal((1, 0), (page.Reloads, other.Reloads));
    }

    [Fact]
    public async Task An_admin_who_is_one_no_more_does_nothing()
    {
        var admin = await shop.AddAdminAsync();
        var page = await OpenAsync(admin, isAdmin: true);
        await shop.DemoteAsync(admin);

        await page.ActAsync();

        Assert.Equal((0, 1), (page.Acts, page.Reloads));
    }

    [Fact]
    public async Task A_session_of_another_account_is_none()
    {
        var session = await shop.BeginSessionAsync(await shop.AddShopperAsync());
        var page = await OpenAsync(VisitorOf(await shop.AddShopperAsync(), session, isAdmin: false));

        await page.ActAsync();

        Assert.Equal((0, 1), (page.Acts, page.Reloads));
    }

    [Fact]
    public async Task A_guest_s_page_asks_nothing()
    {
        var page = await OpenAsync((long?)null);

        await page.ActAsync();

        Assert.Equal((1, 0), (page.Acts, page.Reloads));
    }

    [Fact]
    public async Task A_connection_that_comes_back_with_another_account_s_cookie_loads_the_page_anew()
    {
        var page = await OpenAsync(await shop.AddShopperAsync());
        var other = await shop.AddShopperAsync();

        await page.ReconnectAsync(VisitorOf(other, await shop.BeginSessionAsync(other), isAdmin: false));
        await page.ActAsync();

        Assert.Equal((0, 1), (page.Acts, page.Reloads));
    }

    private async Task<OpenPage> OpenAsync(long? shopper, bool isAdmin = false) =>
        await OpenAsync(shopper is { } id ? VisitorOf(id, await shop.BeginSessionAsync(id), isAdmin) : new ClaimsPrincipal());

    private async Task<OpenPage> OpenAsync(ClaimsPrincipal visitor)
    {
        var page = new OpenPage(watch, visitor);
        await page.Session.OnCircuitOpenedAsync(null!, default);
        await page.Session.OnConnectionUpAsync(null!, default);
        return page;
    }

    private static ClaimsPrincipal VisitorOf(long shopper, long session, bool isAdmin) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, $"{shopper}"),
            .. isAdmin ? [new Claim(ClaimTypes.Role, Roles.Admin)] : Array.Empty<Claim>(),
            .. SessionClaims.Of(session, 0),
        ],
        "test"));

    private sealed class OpenPage
    {
        private readonly Visits visits;
        private readonly Address address = new();

        public OpenPage(SessionWatch watch, ClaimsPrincipal visitor)
        {
            visits = new Visits { Visitor = visitor };
            Session = new CircuitSession(watch, visits, address, NullLogger<CircuitSession>.Instance);
        }

        public CircuitSession Session { get; }

        public int Acts { get; private set; }

        public int Reloads => address.Reloads;

        public Task ActAsync() => Session.CreateInboundActivityHandler(_ =>
        {
            Acts++;
            return Task.CompletedTask;
        })(null!);

        public Task ReconnectAsync(ClaimsPrincipal visitor)
        {
            visits.Visitor = visitor;
            return Session.OnConnectionUpAsync(null!, default);
        }
    }

    private sealed class Visits : AuthenticationStateProvider
    {
        public required ClaimsPrincipal Visitor { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(Visitor));
    }

    private sealed class Address : NavigationManager
    {
        public Address() => Initialize("http://localhost/", "http://localhost/wallet");

        public int Reloads { get; private set; }

        public override void Refresh(bool forceReload = false)
        {
            Assert.True(forceReload);
            Reloads++;
        }
    }
}
