using Ecommerce.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Delivers at once: what a crash left at start, then whatever an order's commit nudges it for. The sweep finds what it misses.</summary>
internal sealed class OutboxNudgedDispatch(
    OutboxDispatcher dispatcher, OutboxNudge nudge, DatabaseReadiness database, ILogger<OutboxNudgedDispatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DispatchDueAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Dispatching failed; the sweep tries again.");
            }

            await nudge.WaitAsync(stoppingToken);
        }
    }
}
