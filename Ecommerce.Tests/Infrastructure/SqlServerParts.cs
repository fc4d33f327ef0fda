using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>The parts of the shop that talk to SQL Server, put together without starting a shop.</summary>
public sealed class SqlServerParts
{
    public SqlServerParts(string connectionString)
    {
        var options = new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connectionString };
        Database = new(options);
        Contexts = new(Database, NullLoggerFactory.Instance);
        Transaction = new(
            Database.CreateRunner(new UnitParts(Contexts, Dialect, new EventNudge(TimeProvider.System))),
            Dialect,
            Options.Create(options),
            NullLogger<ShopTransaction>.Instance);
    }

    public StoreClock Clock { get; } = new(TimeProvider.System, Options.Create(new StoreSettings()));

    public SqlServerDatabase Database { get; }

    public Dialect Dialect => Database.Dialect;

    public ShopContextFactory Contexts { get; }

    public ShopTransaction Transaction { get; }
}
