using System.Threading.Channels;
using Ecommerce.Core.Data;

namespace Ecommerce.Tests.Data;

public sealed class SharedLookupsTests
{
    /// <summary>A caller that is never answered would wait for ever.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<Query> queries = Channel.CreateUnbounded<Query>();
    private readonly SharedLookups<int> lookups;

    public SharedLookupsTests() => lookups = new(ids =>
    {
        var query = new Query(ids);
        queries.Writer.TryWrite(query);
        return query.Answer.Task;
    });

    [Fact]
    public async Task Whoever_asks_while_a_query_is_under_way_shares_the_next()
    {
        var first = FindAsync(1);
        var alone = await NextAsync();
        Task<int?>[] others = [FindAsync(2), FindAsync(3), FindAsync(2), FindAsync(1)];
        // What the pool was given before has run by then.
        for (var i = 0; i < 100; i++) await Task.Factory.StartNew(() => { }, TaskCreationOptions.PreferFairness);
        Assert.False(queries.Reader.TryPeek(out _));

        alone.Find(1);
        var shared = await NextAsync();
        shared.Find(1, 2);

        Assert.Equal([1], alone.Ids);
        Assert.Equal([1, 2, 3], shared.Ids.Order());
        Assert.Equal(10, await first);
        Assert.Equal([20, null, 20, 10], await Task.WhenAll(others));
    }

    [Fact]
    public async Task An_error_is_that_of_all_who_share_the_query_and_of_nobody_behind_them()
    {
        var failing = FindAsync(1);
        var broken = await NextAsync();
        var next = FindAsync(1);

        broken.Answer.SetException(new InvalidOperationException());
        (await NextAsync()).Find(1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(10, await next);
    }

    [Fact]
    public async Task Whoever_gives_up_holds_up_nobody()
    {
        using var givenUp = new CancellationTokenSource();
        _ = FindAsync(2);
        var before = await NextAsync();
        var (one, other) = (lookups.FindAsync(1, givenUp.Token), FindAsync(1));

        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        before.Find(2);
        (await NextAsync()).Find(1);

        Assert.Equal(10, await other);
    }

    private Task<int?> FindAsync(long id) => lookups.FindAsync(id, TestContext.Current.CancellationToken).WaitAsync(Limit);

    private Task<Query> NextAsync() => queries.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit);

    private sealed record Query(long[] Ids)
    {
        public TaskCompletionSource<IReadOnlyDictionary<long, int>> Answer { get; } = new();

        /// <summary>Each is ten times its id.</summary>
        public void Find(params long[] found) => Answer.SetResult(found.ToDictionary(id => id, id => (int)id * 10));
    }
}
