using System.Data.Common;
using System.Threading.Channels;
using Ecommerce.Core.Common;
using Microsoft.Data.Sqlite;

namespace Ecommerce.Core.Data.Databases.Sqlite;

/// <summary>
/// SQLite: units queue up, and whatever waits when the writer is free is committed together (group commit), each unit inside its own
/// savepoint. A commit waits for the disk once, so ten shoppers who pay at the same moment share that wait; nobody is answered
/// before the commit that carries their unit is durable. A unit of very many statements has a transaction of its own, without a savepoint:
/// within one, each statement that a trigger follows takes longer the more pages the savepoint has seen changed.
/// </summary>
public sealed class SqliteTransactionRunner : ITransactionRunner, IAsyncDisposable
{
    /// <summary>Bounds how long the first unit of a batch waits for the others.</summary>
    private const int MaxBatch = 64;

    private readonly Channel<IQueuedUnit> queue = Channel.CreateUnbounded<IQueuedUnit>(new() { SingleReader = true });
    private readonly ShopDatabase database;
    private readonly SqliteWriterQueue writers;
    private readonly UnitParts parts;
    private readonly Task loop;
    private SqlSession? writer;

    public SqliteTransactionRunner(ShopDatabase database, SqliteWriterQueue writers, UnitParts parts)
    {
        this.database = database;
        this.writers = writers;
        this.parts = parts;
        loop = Task.Run(WriteAsync);
    }

    public async Task<Committed<T>> RunAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        await QueueAsync(new QueuedUnit<T>(work, isAlone: false, cancellationToken));

    public async Task<Committed<T>> RunAloneAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        await QueueAsync(new QueuedUnit<T>(work, isAlone: true, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        if (writer is not null) await writer.DisposeAsync();
    }

    private Task<Committed<T>> QueueAsync<T>(QueuedUnit<T> unit)
    {
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(unit), this);
        return unit.Outcome;
    }

    private async Task WriteAsync()
    {
        var batch = new List<IQueuedUnit>(MaxBatch);
        while (await queue.Reader.WaitToReadAsync())
        {
            using var turn = await writers.EnterAsync(CancellationToken.None);
            while (batch.Count < MaxBatch && queue.Reader.TryPeek(out var next) && (batch.Count == 0 || !next.IsAlone)
                && queue.Reader.TryRead(out var unit))
            {
                batch.Add(unit);
                if (unit.IsAlone) break;
            }

            await CommitAsync(batch);
            batch.Clear();
        }
    }

    /// <summary>The connection that all units of this process write through.</summary>
    private async Task<DbConnection> OpenAsync()
    {
        var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var memory = connection.CreateCommand();
        // 64 MB instead of 2: the pages that orders touch at random would be read from the file again and again. And what a savepoint
        // needs to go back is not written to a temporary file.
        memory.CommandText = "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY";
        await memory.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task CommitAsync(List<IQueuedUnit> batch)
    {
        try
        {
            writer ??= new(await OpenAsync(), database.Dialect);
            await using (var transaction = ((SqliteConnection)writer.Connection).BeginTransaction(deferred: false))
            {
                writer.Transaction = transaction;
                var succeeded = true;
                foreach (var queued in batch) succeeded = await queued.RunAsync(writer, new UnitOfWork(writer, parts));
                if (succeeded || !batch[0].IsAlone) await transaction.CommitAsync();
                else await transaction.RollbackAsync();
            }
        }
        catch (Exception error)
        {
            // Not one unit's failure but the transaction's: none of them is in the database.
            foreach (var unit in batch) unit.Fail(error);
            if (writer is not null) await writer.DisposeAsync();
            writer = null;
            return;
        }

        foreach (var unit in batch) unit.Complete();
    }

    private interface IQueuedUnit
    {
        /// <summary>Has a transaction of its own, which is rolled back if it fails.</summary>
        bool IsAlone { get; }

        /// <summary>Whether it succeeded; if not, what it changed is taken back already, unless it is alone.</summary>
        Task<bool> RunAsync(SqlSession session, UnitOfWork unit);

        void Complete();

        void Fail(Exception error);
    }

    private sealed class QueuedUnit<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, bool isAlone, CancellationToken cancellationToken)
        : IQueuedUnit
    {
        private readonly TaskCompletionSource<Committed<T>> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Committed<T> committed;
        private Exception? failure;

        public Task<Committed<T>> Outcome => outcome.Task;

        public bool IsAlone => isAlone;

        public async Task<bool> RunAsync(SqlSession session, UnitOfWork unit)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                failure = new OperationCanceledException(cancellationToken);
                return false;
            }

            if (isAlone) return await TryAsync(unit);
            await session.RunAsync([SqliteDialect.Savepoint], null, CancellationToken.None);
            var succeeded = await TryAsync(unit);
            if (!succeeded) await session.RunAsync([SqliteDialect.RollbackToSavepoint], null, CancellationToken.None);
            await session.RunAsync([SqliteDialect.ReleaseSavepoint], null, CancellationToken.None);
            return succeeded;
        }

        public void Complete()
        {
            if (failure is null) outcome.SetResult(committed);
            else outcome.SetException(failure);
        }

        public void Fail(Exception error) => outcome.SetException(failure ?? error);

        private async Task<bool> TryAsync(UnitOfWork unit)
        {
            try
            {
                var result = await work(unit, cancellationToken);
                committed = new(result, result.Succeeded ? unit.AfterCommitActions : []);
                return result.Succeeded;
            }
            catch (Exception error)
            {
                failure = error;
                return false;
            }
        }
    }
}
