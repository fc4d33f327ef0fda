using System.Data.Common;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecommerce.Core.Data.Databases.Sqlite;

/// <summary>SQLite: one writer at a time, so the write transaction is the lock. Codes: https://www.sqlite.org/rescode.html.</summary>
public sealed class SqliteDialect : Dialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    /// <summary>The transaction is the lock, so nobody else takes it; an order that is rolled back gives its number back.</summary>
    public override string NextOrderIds =>
        """
        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
        SELECT (SELECT COALESCE(MAX(id), 0) FROM orders) + n FROM numbers
        """;

    public override string RouteEvents =>
        """
        UPDATE events SET routed_at = {0} WHERE id IN (SELECT id FROM events WHERE routed_at IS NULL ORDER BY id LIMIT {1}) RETURNING *
        """;

    /// <summary>By the index that holds them in order; SQLite would choose another one, and sort all that waits for each claim.</summary>
    public override string ClaimDeliveries =>
        $$"""
        UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = {1}
        WHERE id IN (
            SELECT d.id FROM deliveries d INDEXED BY {{EventIndexes.Unsent}} WHERE {{DueDelivery}}
            ORDER BY d.next_attempt_at, d.id LIMIT {2})
        RETURNING *
        """;

    internal static readonly Statement Savepoint = new("SAVEPOINT unit", []);

    internal static readonly Statement RollbackToSavepoint = new("ROLLBACK TO unit", []);

    internal static readonly Statement ReleaseSavepoint = new("RELEASE unit", []);

    public override string BytesOf(string text) => $"CAST({text} AS BLOB)";

    public override string IdTable => "(SELECT value AS id FROM json_each($1))";

    public override string Contains(string text, string part) => $"instr({text}, {part}) > 0";

    public override string InsertWithIds(string table, string insert) => insert;

    /// <summary>Deferred, for it only reads: in WAL mode it sees one state from its first read on.</summary>
    public override async Task<IDbContextTransaction> BeginSnapshotAsync(ShopContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, cancellationToken))!;
    }

    public override bool IsRolledBackByConcurrency(DbException error) => error is SqliteException { SqliteErrorCode: Busy or Locked };

    public override bool IsUniqueViolation(DbException error) =>
        error is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public override bool IsUnavailable(DbException error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked or IoError or Full or CannotOpen };

    public override bool IsMisconfigured(DbException error) => error is SqliteException { SqliteErrorCode: CannotOpen };

    public override async Task RunExclusivelyAsync(ShopContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var guard = await OpenAloneAsync(file + ".lock", cancellationToken);
        if (!File.Exists(file)) await MakePrivateAsync(file);

        // EF marks a running migration by a row, and waits for ever when its writer was killed. Behind the file lock no
        // migration can be running, so a mark that is there is such a left-over.
        await using (var connection = new SqliteConnection(db.Database.GetConnectionString()))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await work();
    }

    /// <summary>
    /// The empty file that SQLite then fills; the files beside it get its mode. Never a file that is there: closing it would end the
    /// locks that this process has on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    /// </summary>
    private static ValueTask MakePrivateAsync(string file) =>
        PrivateFile.Open(file, FileMode.CreateNew, FileAccess.Write, FileShare.None).DisposeAsync();

    /// <summary>A file held open alone is a lock that the operating system releases with the process.</summary>
    private static async Task<FileStream> OpenAloneAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
