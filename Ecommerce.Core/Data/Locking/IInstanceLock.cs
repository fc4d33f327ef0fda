namespace Ecommerce.Core.Data.Locking;

/// <summary>
/// Lets one instance at a time begin with rows of the same names, so that the others wait outside the database. It only saves waiting
/// there: what is right is decided by the row locks underneath.
/// </summary>
public interface IInstanceLock
{
    /// <summary>Waits for the names, and holds them until what it answers is disposed of. Never refuses.</summary>
    /// <param name="names">
    /// In the order of <see cref="RowLocks"/>, without duplicates: all instances wait in one order. Not made before somebody asks for them.
    /// </param>
    ValueTask<IAsyncDisposable> EnterAsync(IEnumerable<string> names, CancellationToken cancellationToken);
}

/// <summary>No other lock than the database's.</summary>
internal sealed class NoInstanceLock : IInstanceLock, IAsyncDisposable
{
    public ValueTask<IAsyncDisposable> EnterAsync(IEnumerable<string> names, CancellationToken cancellationToken) => new(this);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
