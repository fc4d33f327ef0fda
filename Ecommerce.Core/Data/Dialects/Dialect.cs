using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>What one database product spells or does in its own way. SQL text lives in this folder and nowhere else.</summary>
public abstract class Dialect
{
    /// <summary>Goes behind the table's name in a statement that locks the rows it reads.</summary>
    protected virtual string LockHint => "";

    /// <summary>Goes to the end of a statement that locks the rows it reads.</summary>
    protected virtual string LockClause => "";

    /// <summary>A read whose rows stay locked until the transaction ends.</summary>
    public string LockingRead(string columns, string table, string condition) =>
        $"SELECT {columns} FROM {table}{LockHint} WHERE {condition}{LockClause}";

    /// <summary>A table with the column <c>id</c>, of the numbers that are the first parameter as <see cref="IdsValue"/> makes it.</summary>
    public abstract string IdTable { get; }

    /// <summary>Any number of ids in one parameter: a JSON array where the database has no arrays of its own.</summary>
    public virtual object IdsValue(long[] ids) => JsonSerializer.Serialize(ids);

    /// <summary>How a condition says true.</summary>
    public virtual string True => "1";

    /// <summary>A statement whose parameters are called <c>$1</c>, <c>$2</c> …, as this database calls them.</summary>
    public virtual string Spell(string statement) => statement;

    /// <summary>Gives the parameter with a number, from 1, its value.</summary>
    public virtual void Bind(DbParameter parameter, int number, object? value)
    {
        parameter.ParameterName = $"${number}";
        parameter.Value = value ?? DBNull.Value;
    }

    /// <summary>
    /// Takes up to {2} due outbox messages until the instant {1}, now being {0}, and answers them: rows that are due and the first unsent
    /// of their order, passing over those that another dispatcher is taking at this moment. One statement, so that none is taken twice.
    /// </summary>
    public abstract string ClaimOutboxMessages { get; }

    /// <summary>Which messages can be taken: due, and no earlier one of the same order is still unsent (or parked).</summary>
    protected const string DueOutboxMessage =
        "m.status IN ('pending', 'failed') AND m.next_attempt_at <= {0} AND NOT EXISTS "
        + "(SELECT 1 FROM outbox_messages e WHERE e.order_id = m.order_id AND e.id < m.id AND e.status <> 'sent')";

    /// <summary>An INSERT that gives the rows ids of its own choosing, after which the table goes on numbering behind the highest.</summary>
    public abstract string InsertWithIds(string table, string insert);

    /// <summary>A transaction in which several statements read one and the same state, and which no writer waits for.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(ShopContext db, CancellationToken cancellationToken);

    /// <summary>The database gave the transaction up for another one's sake and rolled it back: running it again is right.</summary>
    public abstract bool IsRolledBackByConcurrency(DbException error);

    /// <summary>A unique key was taken by a transaction that was faster.</summary>
    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>The database can't be reached or can't serve now; trying later is right.</summary>
    public abstract bool IsUnavailable(DbException error);

    /// <summary>The server is there but will never let this configuration in: a wrong password, say.</summary>
    public abstract bool IsMisconfigured(DbException error);

    /// <summary>
    /// Runs <paramref name="work"/> while no other instance does: migrations and seed. The lock goes with its holder, also when that is
    /// killed. Creates the database when there is none.
    /// </summary>
    public abstract Task RunExclusivelyAsync(ShopContext db, Func<Task> work, CancellationToken cancellationToken);
}
