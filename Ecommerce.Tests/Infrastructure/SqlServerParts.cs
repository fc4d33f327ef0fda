using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Dialects;
using Ecommerce.Core.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>The parts of the shop that talk to SQL Server, put together without starting a shop.</summary>
public sealed class SqlServerParts : IDisposable
{
    private readonly SqliteWriterQueue writers = new();

    public SqlServerParts(string connectionString)
    {
        var options = Options.Create(new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connectionString });
        Contexts = new(options, NullLoggerFactory.Instance, writers);
        Transaction = new(
            new ServerTransactionRunner(Contexts, Dialect, new UnitParts(Contexts, Dialect, new EventNudge(TimeProvider.System))),
            Dialect,
            options,
            NullLogger<ShopTransaction>.Instance);
    }

    public StoreClock Clock { get; } = new(TimeProvider.System, Options.Create(new StoreSettings()));

    public SqlServerDialect Dialect { get; } = new();

    public ShopContextFactory Contexts { get; }

    public ShopTransaction Transaction { get; }

    public void Dispose() => writers.Dispose();
}
