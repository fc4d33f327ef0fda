using System.Data.Common;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.Data;

/// <summary>
/// What the code inside a <see cref="ShopTransaction"/> works with: it locks rows, decides, and writes facts. It has no context in
/// reach, so that nothing is changed on an object that nobody saves; units that edit with EF get an <see cref="EditingUnit"/>.
/// </summary>
public sealed class UnitOfWork
{
    private readonly SqlSession session;
    private readonly UnitParts parts;
    private readonly List<Action> afterCommit = [];

    internal UnitOfWork(SqlSession session, UnitParts parts)
    {
        this.session = session;
        this.parts = parts;
        Locks = new RowLocks(session, parts.LockingReads);
    }

    /// <summary>The pessimistic locks, held until the transaction ends.</summary>
    public RowLocks Locks { get; }

    internal IReadOnlyList<Action> AfterCommitActions => afterCommit;

    /// <summary>Writes the facts in one round trip. Their events are delivered as soon as the unit is durable.</summary>
    public async Task WriteAsync(Facts facts, CancellationToken cancellationToken)
    {
        await parts.Writer.WriteAsync(session, facts, cancellationToken);
        if (facts.Events.Count > 0) AfterCommit(parts.Nudge.Notify);
    }

    /// <summary>Writes new deliveries.</summary>
    public Task WriteAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) =>
        parts.Writer.WriteAsync(session, deliveries, cancellationToken);

    /// <summary>Writes how deliveries ended, and answers of how many: not of those whose lease was lost meanwhile.</summary>
    public Task<int> RecordAsync(IReadOnlyList<DeliveryEnd> ends, CancellationToken cancellationToken) =>
        parts.Writer.WriteAsync(session, ends, cancellationToken);

    /// <summary>Has something done once the unit is durable, and never when it is not. It must be quick and can't fail the unit.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>Runs statements that are about no wallet, order or stock; <paramref name="row"/> sees each row that they answer.</summary>
    internal Task RunAsync(IReadOnlyList<Statement> statements, Action<int, DbDataReader>? row, CancellationToken cancellationToken) =>
        session.RunAsync(statements, row, cancellationToken);

    /// <summary>Runs work that edits with EF in this unit's transaction, and saves what it changed if it is not refused.</summary>
    internal async Task<Result<T>> EditAsync<T>(
        Func<EditingUnit, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await using var db = parts.OpenContext(session.Transaction!);
        var result = await work(new EditingUnit(this, db), cancellationToken);
        if (result.Succeeded) await db.SaveChangesAsync(cancellationToken);
        return result;
    }
}

/// <summary>
/// A unit that edits with EF: carts, products, accounts, jobs. It takes the same locks, and reads what it changes after it has them. Money
/// and orders are not edited but written as facts.
/// </summary>
public sealed class EditingUnit(UnitOfWork unit, ShopContext db)
{
    /// <summary>The same unit for what decides and writes facts, whoever asks for it.</summary>
    internal UnitOfWork Unit => unit;

    /// <summary>The pessimistic locks, held until the transaction ends.</summary>
    public RowLocks Locks => unit.Locks;

    /// <summary>A context in the unit's transaction. What it holds is saved at the end.</summary>
    public ShopContext Db { get; } = db;

    /// <summary>Writes the facts in one round trip, beside what the context saves.</summary>
    public Task WriteAsync(Facts facts, CancellationToken cancellationToken) => unit.WriteAsync(facts, cancellationToken);

    /// <summary>Has something done once the unit is durable, and never when it is not. It must be quick and can't fail the unit.</summary>
    public void AfterCommit(Action action) => unit.AfterCommit(action);
}

/// <summary>What every unit is made of: statements that were made once from EF's model.</summary>
public sealed class UnitParts(ShopContextFactory contexts, Dialect dialect, EventNudge nudge)
{
    private readonly Lazy<(LockingReads Reads, FactWriter Writer)> made = new(() =>
    {
        using var db = contexts.CreateDbContext();
        return (new(db.Model, dialect), new(db.Model, dialect));
    });

    internal EventNudge Nudge => nudge;

    internal LockingReads LockingReads => made.Value.Reads;

    internal FactWriter Writer => made.Value.Writer;

    /// <summary>A context that works inside an open transaction.</summary>
    internal ShopContext OpenContext(DbTransaction transaction) => contexts.CreateIn(transaction);
}
