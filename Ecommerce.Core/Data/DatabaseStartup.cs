using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Data.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Data;

/// <summary>
/// Brings the database to this build's schema and seeds it before the first request. Instances that start together take turns, so it
/// happens once. A database that is away is waited for; one that refuses this configuration stops the application.
/// </summary>
public sealed class DatabaseStartup(
    IServiceScopeFactory scopes,
    IDbContextFactory<ShopContext> contexts,
    Dialect dialect,
    DatabaseReadiness readiness,
    StoreClock clock,
    ILogger<DatabaseStartup> log) : BackgroundService
{
    /// <summary>
    /// How long the start waits for the first try, which then goes on beside it: whoever watches the process sees it live.
    /// </summary>
    public static readonly TimeSpan FirstTryLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private Task? firstTry;
    private Task? limit;

    /// <summary>
    /// The first try, made once, to its end. In another thread, for SQLite's driver does not leave the one that calls it.
    /// </summary>
    /// <exception cref="StartupException">The database refuses this configuration.</exception>
    public Task TryFirstAsync(CancellationToken cancellationToken) =>
        firstTry ??= Task.Run(() => TryPrepareAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// The first try as a part of the start, so that a shop whose database is there does not answer before it is ready; but no longer than
    /// <see cref="FirstTryLimit"/> after the first call.
    /// </summary>
    /// <exception cref="StartupException">The database refuses this configuration.</exception>
    public async Task AwaitFirstTryAsync(CancellationToken cancellationToken)
    {
        var first = TryFirstAsync(cancellationToken);
        var isFirstCall = limit is null;
        await Task.WhenAny(first, limit ??= Task.Delay(FirstTryLimit, clock.Provider, cancellationToken));
        if (first.IsCompleted) await first;
        else if (isFirstCall)
            log.LogWarning(
                "The database does not answer yet or is still being prepared. The shop starts, and is not ready before that is done.");
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await AwaitFirstTryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await firstTry!.WaitAsync(stoppingToken);
        while (!readiness.IsReady)
        {
            await Task.Delay(RetryInterval, clock.Provider, stoppingToken);
            await TryPrepareAsync(stoppingToken);
        }
    }

    private async Task TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            readiness.MarkReady();
        }
        catch (Exception error) when (error is not StartupException && error.FindDbException() is { } dbError)
        {
            if (dialect.IsMisconfigured(dbError) || !dialect.IsUnavailable(dbError))
                throw new StartupException(
                    $"The database refuses this configuration: {dbError.Message} Check Database:Provider and ConnectionStrings:Shop.",
                    error);
            log.LogWarning(
                "The database can't be reached; trying again in {Seconds} s. ({Reason})", RetryInterval.TotalSeconds, dbError.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartupException($"The database can't be opened: {error.Message} Check ConnectionStrings:Shop.", error);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await dialect.RunExclusivelyAsync(
            db,
            async () =>
            {
                // Looking for the history in an empty database would be logged as an error. A login that may not change the schema can run
                // a shop that is up to date, so nothing here is done when there is nothing to do.
                if (!await db.Database.GetService<IRelationalDatabaseCreator>().HasTablesAsync(cancellationToken))
                    await db.Database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
                if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) await MigrateAsync(db, cancellationToken);
                await using var scope = scopes.CreateAsyncScope();
                foreach (var seed in scope.ServiceProvider.GetServices<ISeed>()) await seed.RunAsync(cancellationToken);
            },
            cancellationToken);
        if (await dialect.AdviseAsync(db, cancellationToken) is { } advice) log.LogWarning("{Advice}", advice);
    }

    /// <summary>Without the limit of a shopper's statement: on a large table a migration takes as long as it takes.</summary>
    private static async Task MigrateAsync(ShopContext db, CancellationToken cancellationToken)
    {
        var limit = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        await db.Database.MigrateAsync(cancellationToken);
        db.Database.SetCommandTimeout(limit);
    }
}

/// <summary>The application can't start as configured. The message is for the person who set it up.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
