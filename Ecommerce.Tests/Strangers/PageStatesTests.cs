using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Api;
using Ecommerce.Web.Strangers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Strangers;

public sealed class PageStatesTests
{
    private const int Megabyte = 1024 * 1024;
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public void A_state_is_found_by_its_key_for_five_minutes()
    {
        var states = States();
        var key = states.Add("a", [1, 2])!;
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        states.Add("a", [3]);
        Assert.True(states.TryFind(key, out var state));
        Assert.Equal([1, 2], state);

        clock.Advance(TimeSpan.FromSeconds(1));
        states.Add("a", [3]);

        Assert.False(states.TryFind(key, out _));
        Assert.False(states.TryFind(new byte[16], out _));
        Assert.False(states.TryFind([1], out _));
    }

    [Fact]
    public void By_default_the_pages_of_an_address_keep_4_MB_until_they_are_too_old()
    {
        var states = States();
        for (var i = 0; i < 4; i++) Assert.NotNull(states.Add("a", new byte[Megabyte]));
        Assert.Null(states.Add("a", [1]));
        Assert.NotNull(states.Add("b", [1]));

        clock.Advance(PageStates.Lifetime);

        Assert.NotNull(states.Add("a", new byte[4 * Megabyte]));
    }

    [Fact]
    public void By_default_all_of_them_keep_32_MB()
    {
        var states = States();
        for (var i = 0; i < 32; i++) Assert.NotNull(states.Add($"{i}", new byte[Megabyte]));
        Assert.Null(states.Add("one more", [1]));
    }

    [Fact]
    public void Switched_off_an_address_has_no_limit_and_the_whole_still_has_one()
    {
        var states = States(new() { Enabled = false });
        for (var i = 0; i < 32; i++) Assert.NotNull(states.Add("a", new byte[Megabyte]));
        Assert.Null(states.Add("a", [1]));
    }

    [Fact]
    public void A_small_state_travels_and_a_large_one_leaves_its_key()
    {
        var provider = new EphemeralDataProtectionProvider();
        var (here, elsewhere) = (Protector(provider), Protector(provider));
        var (small, large) = (new byte[12 * 1024], new byte[(12 * 1024) + 1]);
        (small[0], large[0]) = ((byte)'{', (byte)'{');

        Assert.Equal(small, elsewhere.Unprotect(here.Protect(small)));
        var sealedKey = here.Protect(large);
        Assert.InRange(sealedKey.Length, 16, 300);
        Assert.Equal(large, here.Unprotect(sealedKey));
        Assert.Equal(large, here.Unprotect(sealedKey));
        Assert.Equal("{}"u8.ToArray(), elsewhere.Unprotect(sealedKey));
    }

    private static IDataProtector Protector(IDataProtectionProvider provider) =>
        new PageStateProtection(provider, new PageStatesTests().States(), new HttpContextAccessor())
            .CreateProtector(PageStateProtection.Purpose);

    private PageStates States(RateLimitSettings? limits = null) =>
        new(Options.Create(new CircuitSettings()), Options.Create(limits ?? new()), clock);
}
