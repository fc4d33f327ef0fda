using Ecommerce.Core.Common;
using Medallion.Threading;
using Medallion.Threading.Postgres;
using Medallion.Threading.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Ecommerce.Core.Data.Locking;

internal static class LockingServices
{
    public static void AddLocking(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<LockingOptions>(LockingOptions.Section).Validate<IOptions<DatabaseOptions>>(
            (locking, database) =>
                locking.Strategy != LockingStrategy.Postgres || database.Value.Provider == DatabaseProvider.Postgres,
            "Locking:Strategy is Postgres, but the shop is not on PostgreSQL. Set Database:Provider, or another strategy.");
        builder.Services.AddSingleton<IInstanceLock>(provider =>
            provider.GetRequiredService<IOptions<LockingOptions>>().Value.Strategy == LockingStrategy.Rows
                ? new NoInstanceLock()
                : ActivatorUtilities.CreateInstance<DistributedInstanceLock>(provider, LocksOf(provider)));
    }

    private static IDistributedLockProvider LocksOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<LockingOptions>>().Value;
        if (options.Strategy == LockingStrategy.Postgres)
        {
            var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            return new PostgresDistributedSynchronizationProvider(database.ConnectionString!);
        }

        var redis = ConfigurationOptions.Parse(options.Redis!);
        redis.AbortOnConnectFail = false; // it may come later
        return new RedisDistributedSynchronizationProvider(ConnectionMultiplexer.Connect(redis).GetDatabase());
    }
}
