using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data.Databases.Sqlite;

/// <summary>A file: one writer at a time, for whom everybody in this process waits in one queue.</summary>
public sealed class SqliteDatabase(DatabaseOptions options) : ShopDatabase(options), IDisposable
{
    private readonly SqliteWriterQueue writers = new();
    private readonly SqlitePragmas pragmas = new(options.SqliteSynchronous);
    private readonly string connectionString = options.ConnectionString!;

    public override Dialect Dialect { get; } = new SqliteDialect();

    public override bool IsInProcess => true;

    public override ShopContext CreateContext(DbContextOptions contextOptions) => new SqliteShopContext(contextOptions, writers);

    public override void Configure(DbContextOptionsBuilder builder) => builder.UseSqlite(connectionString, Tune).AddInterceptors(pragmas);

    public override ITransactionRunner CreateRunner(UnitParts parts) => new SqliteTransactionRunner(this, writers, parts);

    public void Dispose() => writers.Dispose();

    protected override DbConnection CreateConnection() => new SqliteConnection(connectionString);

    protected override void OnOpened(DbConnection connection) => pragmas.Apply(connection);
}
