using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;

namespace Ecommerce.Tests.Common;

public sealed class BoundedWorkTests
{
    [Fact]
    public async Task So_many_are_under_way_so_many_wait_and_the_next_is_refused()
    {
        using var work = new BoundedWork(2, 3);
        var (begun, end) = (0, new TaskCompletionSource());
        var all = Enumerable.Range(0, 5).Select(_ => DoAsync()).ToList();

        await Assert.ThrowsAsync<OverloadedException>(DoAsync);

        Assert.Equal(2, begun);
        end.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(5, begun);
        await DoAsync();

        Task<int> DoAsync() => work.RunAsync(
            async _ =>
            {
                var number = Interlocked.Increment(ref begun);
                await end.Task;
                return number;
            },
            default);
    }

    [Fact]
    public async Task Who_gives_up_waiting_or_fails_makes_room()
    {
        using var work = new BoundedWork(1, 1);
        var end = new TaskCompletionSource<int>();
        using var patience = new CancellationTokenSource();
        var first = work.RunAsync(_ => end.Task, default);
        var second = work.RunAsync(_ => end.Task, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var third = work.RunAsync<int>(_ => throw new InvalidOperationException(), default);

        end.SetResult(1);

        Assert.Equal(1, await first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => third);
        Assert.Equal(1, await work.RunAsync(_ => end.Task, default));
    }

    [Fact]
    public async Task The_same_work_is_done_once_for_all_who_ask_meanwhile()
    {
        var shared = new SharedWork<string, int>();
        var (done, end) = (0, new TaskCompletionSource());
        using var patience = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 5).Select(_ => AskAsync("a", default)).ToList();
        var impatient = AskAsync("a", patience.Token);
        var other = AskAsync("b", default);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        end.SetResult();

        Assert.Single((await Task.WhenAll(asked)).Distinct());
        await other;
        Assert.Equal(2, done);
        await AskAsync("a", default);
        Assert.Equal(3, done);

        Task<int> AskAsync(string key, CancellationToken token) => shared.RunAsync(
            key,
            async () =>
            {
                await end.Task;
                return Interlocked.Increment(ref done);
            },
            token);
    }

    [Fact]
    public void By_default_two_lists_are_worked_out_at_once_and_64_wait() =>
        Assert.Equal((2, 64), (new CatalogOptions().ListsAtOnce, new CatalogOptions().ListsWaiting));
}
