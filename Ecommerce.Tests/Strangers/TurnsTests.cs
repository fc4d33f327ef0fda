using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Strangers;

namespace Ecommerce.Tests.Strangers;

public sealed class TurnsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly FakeTimeProvider clock = TestClock.New();
    private readonly Turns turns;

    public TurnsTests() => turns = new Turns(clock);

    public void Dispose() => turns.Dispose();

    [Fact]
    public async Task Who_comes_on_top_waits_in_turn()
    {
        var first = (await TakeAsync())!;
        var second = TakeAsync();
        Assert.NotNull(await TakeAsync("b"));
        Assert.False(second.IsCompleted);

        first.Dispose();
        first.Dispose();

        var now = (await second)!;
        var third = TakeAsync();
        Assert.False(third.IsCompleted);
        now.Dispose();
        (await third)!.Dispose();
        Assert.NotNull(await TakeAsync());
    }

    [Fact]
    public async Task Who_waited_too_long_or_gave_up_gets_none_and_takes_none()
    {
        using var leaving = new CancellationTokenSource();
        var first = (await TakeAsync())!;
        var gone = turns.TakeAsync("a", 1, TimeSpan.FromDays(1), leaving.Token);
        await leaving.CancelAsync();
        Assert.Null(await gone);
        var late = TakeAsync();
        clock.Advance(Patience);
        Assert.Null(await late);

        first.Dispose();

        Assert.NotNull(await TakeAsync());
    }

    [Fact]
    public async Task For_each_turn_one_more_may_wait()
    {
        var first = (await TakeAsync())!;
        var second = TakeAsync();
        Assert.Null(await TakeAsync());
        first.Dispose();
        var third = TakeAsync();
        Assert.Null(await TakeAsync());
        (await second)!.Dispose();
        Assert.NotNull(await third);
    }

    [Fact]
    public async Task Two_turns_are_had_at_once_two_more_wait_the_oldest_first_and_the_rest_get_none()
    {
        var (first, second) = ((await TakeAsync(limit: 2))!, (await TakeAsync(limit: 2))!);
        var (third, fourth) = (TakeAsync(limit: 2), TakeAsync(limit: 2));
        Assert.Null(await TakeAsync(limit: 2));
        Assert.False(third.IsCompleted || fourth.IsCompleted);

        second.Dispose();
        Assert.Same(third, await Task.WhenAny(third, fourth));
        Assert.False(fourth.IsCompleted);
        first.Dispose();
        Assert.NotNull(await fourth);
    }

    [Fact]
    public async Task Zero_is_no_limit()
    {
        for (var i = 0; i < 3; i++) Assert.NotNull(await turns.TakeAsync("a", 0, Patience, default));
    }

    private Task<IDisposable?> TakeAsync(string address = "a", int limit = 1) =>
        turns.TakeAsync(address, limit, Patience, default);
}
