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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task For_each_turn_three_more_wait_the_oldest_first_and_the_rest_get_none(int limit)
    {
        var had = new Queue<IDisposable>();
        for (var i = 0; i < limit; i++) had.Enqueue((await TakeAsync(limit: limit))!);
        var waiting = Enumerable.Range(0, 3 * limit).Select(_ => TakeAsync(limit: limit)).ToList();
        AssertRefused(TakeAsync(limit: limit));
        Assert.DoesNotContain(waiting, w => w.IsCompleted);

        for (var i = 0; i < waiting.Count; i++)
        {
            had.Dequeue().Dispose();
            had.Enqueue((await waiting[i])!);
            Assert.DoesNotContain(waiting[(i + 1)..], w => w.IsCompleted);
        }
    }

    [Fact]
    public async Task Who_had_to_wait_leaves_a_place_to_wait_at()
    {
        var first = (await TakeAsync())!;
        var waiting = Enumerable.Range(0, 3).Select(_ => TakeAsync()).ToList();
        first.Dispose();
        var last = TakeAsync();
        Assert.False(last.IsCompleted);
        AssertRefused(TakeAsync());
        foreach (var turn in waiting) (await turn)!.Dispose();
        Assert.NotNull(await last);
    }

    [Fact]
    public async Task Zero_is_no_limit()
    {
        for (var i = 0; i < 3; i++) Assert.NotNull(await turns.TakeAsync("a", 0, Patience, default));
    }

    /// <summary>At once: a test that waited for one who waits would never end.</summary>
    private static void AssertRefused(Task<IDisposable?> turn)
    {
        Assert.True(turn.IsCompletedSuccessfully);
        Assert.Null(turn.Result);
    }

    private Task<IDisposable?> TakeAsync(string address = "a", int limit = 1) =>
        turns.TakeAsync(address, limit, Patience, default);
}
