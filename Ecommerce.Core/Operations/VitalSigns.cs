using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Operations;

/// <param name="RankingAge">Time since the end of the newest complete day that is ranked; null when none is.</param>
public sealed record VitalSigns(OutboxState Outbox, TimeSpan? RankingAge);

/// <summary>Reads the figures that metrics and health go by, every few seconds on every instance, so that asking for them costs nothing.</summary>
public sealed class VitalSignsReader(
    OutboxAdmin outbox,
    IDbContextFactory<ShopContext> contexts,
    DatabaseReadiness database,
    ShopMetrics metrics,
    StoreClock clock,
    ILogger<VitalSignsReader> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public async Task<VitalSigns> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var today = clock.Today;
        var newest = await db.RankingDays.Where(d => d.Date < today).MaxAsync(d => (DateOnly?)d.Date, cancellationToken);
        return metrics.Latest = new VitalSigns(
            await outbox.GetStateAsync(cancellationToken), newest is { } day ? clock.UtcNow - clock.StartOf(day.AddDays(1)) : null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The vital signs could not be read: {Reason}", error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
