using System.Data.Common;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Databases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data;

/// <summary>
/// How a critical section of the shop is entered: one database transaction around a unit of work, with the row locks the unit
/// takes. Everything that touches money, stock or orders runs here, so whatever guards it beyond the database one day
/// (a distributed lock) belongs here too.
/// </summary>
public sealed class ShopTransaction(
    ITransactionRunner runner, Dialect dialect, IOptions<DatabaseOptions> options, ILogger<ShopTransaction> log)
{
    /// <summary>
    /// Runs <paramref name="work"/> and commits what it changed, or changes nothing when it refuses or throws. When the database rolled
    /// the transaction back for another one's sake, the whole unit runs again with a fresh context. A commit whose outcome is
    /// unknown is never run again: that is for the caller, with its idempotency key.
    /// </summary>
    public Task<Result<T>> RunAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        RepeatedAsync(async () => Performed(await runner.RunAsync(work, cancellationToken)), cancellationToken);

    /// <summary>
    /// As <see cref="RunAsync"/>, for work of very many statements (<see cref="ITransactionRunner.RunAloneAsync"/>), which is not run again
    /// when it lost a race.
    /// </summary>
    internal async Task<Result<T>> RunAloneOnceAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        Performed(await runner.RunAloneAsync(work, cancellationToken));

    /// <summary>As <see cref="RunAsync"/>, for work that edits with EF: what its context holds is saved before the commit.</summary>
    public Task<Result<T>> EditAsync<T>(Func<EditingUnit, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        RunAsync((unit, token) => unit.EditAsync(work, token), cancellationToken);

    /// <summary>As <see cref="EditAsync"/>, for work of very many statements (<see cref="ITransactionRunner.RunAloneAsync"/>).</summary>
    public Task<Result<T>> EditAloneAsync<T>(
        Func<EditingUnit, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        RepeatedAsync(
            () => RunAloneOnceAsync<T>((unit, token) => unit.EditAsync(work, token), cancellationToken), cancellationToken);

    /// <summary>
    /// Rolled back by the database, or stopped by a unique key that a faster transaction took: its row is there to be seen now.
    /// </summary>
    internal bool LostARace(Exception error) =>
        error.FindDbException() is { } dbError && (dialect.IsRolledBackByConcurrency(dbError) || dialect.IsUniqueViolation(dbError));

    private async Task<Result<T>> RepeatedAsync<T>(Func<Task<Result<T>>> once, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await once();
            }
            catch (Exception error) when (attempt < options.Value.MaxRetries && LostARace(error))
            {
                log.LogInformation("A transaction lost a race and runs again (attempt {Attempt}).", attempt + 1);
                var pause = TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 << Math.Min(attempt, 6)));
                // Real time, also where the shop's stands still: the other transaction runs in it.
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
            }
            catch (Exception error) when (
                cancellationToken.IsCancellationRequested && error.FindDbException() is { } dbError && dialect.IsCancelled(dbError))
            {
                throw new OperationCanceledException(error.Message, error, cancellationToken);
            }
        }
    }

    private Result<T> Performed<T>(Committed<T> committed)
    {
        foreach (var action in committed.AfterCommit) Perform(action);
        return committed.Result;
    }

    private void Perform(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            log.LogError(error, "An action after a commit failed. The commit stands.");
        }
    }
}

/// <summary>A unit's answer and what is to be done now that it is durable.</summary>
public readonly record struct Committed<T>(Result<T> Result, IReadOnlyList<Action> AfterCommit);

/// <summary>Carries one unit through one transaction: committed when it succeeded, rolled back when it refused or threw.</summary>
public interface ITransactionRunner
{
    Task<Committed<T>> RunAsync<T>(Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken);

    /// <summary>As <see cref="RunAsync"/>, for work of very many statements: its transaction is no other unit's as well.</summary>
    Task<Committed<T>> RunAloneAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
        RunAsync(work, cancellationToken);
}

public static class DbExceptions
{
    /// <summary>The database's own error inside whatever EF wrapped around it.</summary>
    public static DbException? FindDbException(this Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (error is DbException found) return found;
        return null;
    }
}
