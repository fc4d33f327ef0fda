using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// The shop's own transaction runner with faults before and after it: a lost race, a connection that breaks behind a commit.
/// </summary>
public sealed class InterceptedRunner(ITransactionRunner inner) : ITransactionRunner, IAsyncDisposable
{
    private int runs;

    /// <summary>Units that have been run, repetitions counted.</summary>
    public int Runs => runs;

    /// <summary>Called behind each commit, with the unit's number; what it throws reaches the caller instead of the answer.</summary>
    public Action<int>? AfterCommit { get; set; }

    /// <summary>Called when a unit's work is done and not yet committed, with the unit's number.</summary>
    public Func<int, UnitOfWork, Task>? BeforeCommit { get; set; }

    /// <summary>For a shop's <c>configure</c>: puts one around the runner that is registered.</summary>
    public static void Install(IServiceCollection services)
    {
        var registered = services.Last(s => s.ServiceType == typeof(ITransactionRunner));
        services.AddSingleton<ITransactionRunner>(p => new InterceptedRunner((ITransactionRunner)registered.ImplementationFactory!(p)));
    }

    public async Task<Committed<T>> RunAsync<T>(
        Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        var run = Interlocked.Increment(ref runs);
        var committed = await inner.RunAsync<T>(
            async (unit, token) =>
            {
                var result = await work(unit, token);
                if (BeforeCommit is { } hook) await hook(run, unit);
                return result;
            },
            cancellationToken);
        AfterCommit?.Invoke(run);
        return committed;
    }

    public ValueTask DisposeAsync() => inner is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
}
