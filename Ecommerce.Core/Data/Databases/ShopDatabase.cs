using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Ecommerce.Core.Data.Databases;

/// <summary>
/// The configured database: its contexts, its connections, its transactions. What it spells in its own way is in its
/// <see cref="Databases.Dialect"/>. One folder for each product; <see cref="DatabaseServices"/> chooses.
/// </summary>
public abstract class ShopDatabase(DatabaseOptions options)
{
    public abstract Dialect Dialect { get; }

    /// <summary>
    /// Whether it runs in this process. A query costs no round trip then, and a connection is kept for its prepared statements; a server's
    /// driver has a pool that does so.
    /// </summary>
    public virtual bool IsInProcess => false;

    public abstract ShopContext CreateContext(DbContextOptions contextOptions);

    public abstract void Configure(DbContextOptionsBuilder builder);

    /// <summary>A connection past EF, from the driver's pool.</summary>
    public async Task<DbConnection> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            if (ReasonFor(error, connection) is { } reason) throw reason;
            throw;
        }

        OnOpened(connection);
        return connection;
    }

    public abstract ITransactionRunner CreateRunner(UnitParts parts);

    protected abstract DbConnection CreateConnection();

    /// <summary>What a connection past EF needs when it was opened.</summary>
    protected virtual void OnOpened(DbConnection connection)
    {
    }

    /// <summary>A clearer exception than the driver's for a connection that did not open; null to keep the driver's.</summary>
    protected virtual Exception? ReasonFor(Exception error, DbConnection connection) => null;

    /// <summary>The connection string as the driver reads it, with what <paramref name="complete"/> adds.</summary>
    /// <exception cref="StartupException">The driver can't read it.</exception>
    protected static string Read(Func<string> complete)
    {
        try
        {
            return complete();
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new StartupException($"The connection string can't be read: {error.Message} Check ConnectionStrings:Shop.", error);
        }
    }

    protected void Tune<TBuilder, TExtension>(RelationalDbContextOptionsBuilder<TBuilder, TExtension> relational)
        where TBuilder : RelationalDbContextOptionsBuilder<TBuilder, TExtension>
        where TExtension : RelationalOptionsExtension, new()
    {
        relational.CommandTimeout(options.CommandTimeoutSeconds);
        if (options.MaxBatchSize > 0) relational.MaxBatchSize(options.MaxBatchSize);
    }
}
