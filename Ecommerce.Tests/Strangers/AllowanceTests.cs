using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Strangers;

namespace Ecommerce.Tests.Strangers;

public sealed class AllowanceTests
{
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public void Each_key_has_its_own_and_a_new_window_a_new_one()
    {
        var allowance = new Allowance(clock, TimeSpan.FromHours(1));
        Assert.True(allowance.TryUse("a", 2));
        Assert.True(allowance.TryUse("a", 2));
        Assert.False(allowance.TryUse("a", 2));
        Assert.True(allowance.TryUse("b", 2));

        clock.Advance(TimeSpan.FromHours(1));

        Assert.True(allowance.TryUse("a", 2));
    }

    [Fact]
    public void What_is_given_back_can_be_used_again_and_0_is_no_limit()
    {
        var allowance = new Allowance(clock, TimeSpan.FromHours(1));
        Assert.True(allowance.TryUse("a", 1));
        allowance.GiveBack("a");
        allowance.GiveBack("nobody");
        Assert.True(allowance.TryUse("a", 1));
        Assert.False(allowance.TryUse("a", 1));
        Assert.True(allowance.TryUse("a", 0));
    }

    [Fact]
    public void Who_comes_with_ever_new_keys_takes_no_more_than_100_000_of_them()
    {
        var allowance = new Allowance(clock, TimeSpan.FromHours(1));
        for (var i = 0; i < Allowance.MaxKeys; i++) allowance.TryUse($"{i}", 1);
        Assert.False(allowance.TryUse("0", 1));

        Assert.True(allowance.TryUse("one more", 1));

        Assert.True(allowance.TryUse("0", 1)); // all were forgotten
        Assert.Equal(100_000, Allowance.MaxKeys);
    }

    [Fact]
    public void Places_are_held_until_they_are_given_back_once()
    {
        var places = new HeldPlaces();
        var first = places.Take("a", 2)!;
        Assert.NotNull(places.Take("a", 2));
        Assert.Null(places.Take("a", 2));
        Assert.NotNull(places.Take("b", 2));

        first.Dispose();
        first.Dispose();

        Assert.Equal(1, places.Of("a"));
        Assert.NotNull(places.Take("a", 2));
        Assert.Null(places.Take("a", 2));
        Assert.NotNull(places.Take("a", 0));
    }
}
