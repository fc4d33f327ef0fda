using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// Tells open pages when the stock of a product they show changes, whichever instance sold it: one small query for all watched
/// products every <see cref="Interval"/>, and none while nobody watches.
/// </summary>
public sealed class StockFeed(
    IDbContextFactory<ShopContext> contexts, DatabaseReadiness readiness, StoreClock clock, ILogger<StockFeed> log)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly List<Watcher> watchers = [];

    /// <summary>
    /// Calls back with the stock whenever it differs from what the watcher last knew. Dispose the result to stop watching.
    /// </summary>
    public IDisposable Watch(long productId, int knownStock, Action<int> changed)
    {
        var watcher = new Watcher(this, productId, knownStock, changed);
        lock (gate) watchers.Add(watcher);
        return watcher;
    }

    /// <summary>Reads the watched products once and calls back where the stock changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Watcher[] current;
        lock (gate) current = [.. watchers];
        if (current.Length == 0) return;

        var ids = current.Select(w => w.ProductId).Distinct().ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stocks = await db.Products.Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Published ? p.Stock : 0, cancellationToken);
        foreach (var watcher in current)
            if (stocks.TryGetValue(watcher.ProductId, out var stock)) watcher.Tell(stock);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!readiness.IsReady) continue;
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception error) when (error.FindDbException() is not null)
            {
                log.LogWarning("Live stock could not be read; trying again. ({Reason})", error.Message);
            }
        }
    }

    private sealed class Watcher(StockFeed feed, long productId, int knownStock, Action<int> changed) : IDisposable
    {
        private int known = knownStock;

        public long ProductId => productId;

        public void Tell(int stock)
        {
            if (Interlocked.Exchange(ref known, stock) != stock) changed(stock);
        }

        public void Dispose()
        {
            lock (feed.gate) feed.watchers.Remove(this);
        }
    }
}
