namespace Ecommerce.Core.Data.Databases.Sqlite;

/// <summary>
/// SQLite has one writer at a time. Writers of this process wait here, first come first served, instead of polling the database's lock
/// (whose waiting is neither fair nor prompt). Other processes on the same file are kept apart by SQLite's own lock.
/// </summary>
public sealed class SqliteWriterQueue : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for the turn to write; disposing what it returns passes the turn on.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
