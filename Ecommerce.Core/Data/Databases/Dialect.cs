using System.Data.Common;
using System.Text.Json;
using Ecommerce.Core.Events;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecommerce.Core.Data.Databases;

/// <summary>What one database product spells or does in its own way.</summary>
public abstract class Dialect
{
    /// <summary>Goes behind the table's name in a statement that locks the rows it reads.</summary>
    protected virtual string LockHint => "";

    /// <summary>Goes to the end of a statement that locks the rows it reads.</summary>
    protected virtual string LockClause => "";

    /// <summary>A read whose rows stay locked until the transaction ends.</summary>
    public string LockingRead(string columns, string table, string condition) =>
        $"SELECT {columns} FROM {table}{LockHint} WHERE {condition}{LockClause}";

    /// <summary>
    /// A table with the column <c>id</c>, of the numbers that are the first parameter as <see cref="IdsValue"/> makes it.
    /// </summary>
    public abstract string IdTable { get; }

    /// <summary>Any number of ids in one parameter: a JSON array where the database has no arrays of its own.</summary>
    public virtual object IdsValue(long[] ids) => JsonSerializer.Serialize(ids);

    /// <summary>The bytes of a text expression, which sort as the text does by code point.</summary>
    public abstract string BytesOf(string text);

    /// <summary>
    /// Whether the catalog's index is kept here (<see cref="Catalog.Index.ProductIndex"/>). Without it, lists are found by reading
    /// all products.
    /// </summary>
    public virtual bool HasProductIndex => true;

    /// <summary>A condition: the text has the part in it, character by character. Where there is an index of products.</summary>
    public virtual string Contains(string text, string part) => throw new NotSupportedException();

    /// <summary>What ends an ordered SELECT that answers so many rows at most.</summary>
    public virtual string First(int count) => $"LIMIT {count}";

    /// <summary>How a condition says true.</summary>
    public virtual string True => "1";

    /// <summary>
    /// Whether statements of one round trip are one text. Otherwise each is a command of its own, sent together (DbBatch).
    /// </summary>
    public virtual bool JoinsStatements => false;

    /// <summary>How many parameters one text has room for, where statements are joined to one.</summary>
    public virtual int MaxParameters => int.MaxValue;

    /// <summary>What a text begins with that belongs to a transaction: it makes sure that the transaction is still there.</summary>
    public virtual string TransactionGuard => "";

    /// <summary>A statement whose parameters are called <c>$1</c>, <c>$2</c> …, as this database calls them.</summary>
    /// <param name="before">How many parameters come before its own in the same text.</param>
    public virtual string Spell(string statement, int before = 0) => statement;

    /// <summary>Gives the parameter with a number, from 1, its value.</summary>
    public virtual void Bind(DbParameter parameter, int number, object value)
    {
        parameter.ParameterName = $"${number}";
        parameter.Value = DriverValue(value);
    }

    /// <summary>What drivers take for a value of a <see cref="Statement"/>.</summary>
    protected static object DriverValue(object value) => value is TypedNull ? DBNull.Value : value;

    /// <summary>Answers the numbers of the next <c>$1</c> orders, each in a row, which nobody else gets.</summary>
    public abstract string NextOrderIds { get; }

    /// <summary>
    /// As <see cref="LockingRead"/>, of all rows whose <paramref name="key"/> is among the ids of the first parameter
    /// (<see cref="IdsValue"/>), locked and answered by ascending key. Null where nothing makes the database lock them in that order; then
    /// each row takes a statement of its own.
    /// </summary>
    public virtual string? LockingReadOfMany(string columns, string table, string key, string? condition) => null;

    /// <summary>
    /// Rows that come in parameters, for statements that write many at once: a table <c>r</c> with the columns <c>v1</c>, <c>v2</c> … and
    /// <c>n</c>, which numbers the rows. Null where a statement for each row is as good (SQLite works in this process).
    /// </summary>
    /// <param name="types">What the columns hold: long, int, bool, string, DateTime or byte[].</param>
    public virtual string? RowTable(IReadOnlyList<Type> types) => null;

    /// <summary>An update of a table's rows by those of a <see cref="RowTable"/>.</summary>
    public virtual string UpdateOfMany(string table, string set, string rows, string condition) =>
        $"UPDATE {table} SET {set} FROM {rows} WHERE {condition}";

    /// <summary>The parameters of <see cref="RowTable"/>.</summary>
    public virtual object[] RowValues(IReadOnlyList<Type> types, IReadOnlyList<object[]> rows) => throw new NotSupportedException();

    /// <summary>
    /// Marks up to {1} events that have no deliveries yet as routed at {0}, and answers them, the oldest first. Waits for those that
    /// another dispatcher is routing at this moment, so that no later event of a subject is ahead of an earlier one.
    /// </summary>
    public abstract string RouteEvents { get; }

    /// <summary>
    /// Takes up to {2} due deliveries to the destination {3} until the instant {1}, now being {0}, and answers them: those that are due and
    /// the first unsent of their subject, passing over those that another dispatcher is taking at this moment. One statement, so that none
    /// is taken twice.
    /// </summary>
    public abstract string ClaimDeliveries { get; }

    /// <summary>Which deliveries can be taken: due, and no earlier one of the same subject is still unsent (or parked).</summary>
    protected static readonly string DueDelivery =
        $"d.{EventIndexes.IsUnsent} AND d.destination = {{3}} AND d.next_attempt_at <= {{0}} AND NOT EXISTS "
        + "(SELECT 1 FROM deliveries e WHERE e.subject_id = d.subject_id AND e.subject_type = d.subject_type "
        + "AND e.destination = d.destination AND e.event_id < d.event_id "
        + $"AND e.status <> '{ModelConventions.EnumText(DeliveryStatus.Sent)}')";

    /// <summary>
    /// An INSERT that gives the rows ids of its own choosing, after which the table goes on numbering behind the highest.
    /// </summary>
    public abstract string InsertWithIds(string table, string insert);

    /// <summary>A transaction in which several statements read one and the same state, and which no writer waits for.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(ShopContext db, CancellationToken cancellationToken);

    /// <summary>The database gave the transaction up for another one's sake and rolled it back: running it again is right.</summary>
    public abstract bool IsRolledBackByConcurrency(DbException error);

    /// <summary>A unique key was taken by a transaction that was faster.</summary>
    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>
    /// The driver's own words for a statement that the caller gave up, where it has no OperationCanceledException for that.
    /// </summary>
    public virtual bool IsCancelled(DbException error) => false;

    /// <summary>The database can't be reached or can't serve now; trying later is right.</summary>
    public abstract bool IsUnavailable(DbException error);

    /// <summary>The server is there but will never let this configuration in: a wrong password, say.</summary>
    public abstract bool IsMisconfigured(DbException error);

    /// <summary>
    /// Runs <paramref name="work"/> while no other instance does: migrations and seed. The lock goes with its holder, also when that is
    /// killed. Creates the database when there is none.
    /// </summary>
    public abstract Task RunExclusivelyAsync(ShopContext db, Func<Task> work, CancellationToken cancellationToken);

    /// <summary>
    /// What an administrator should set in the database, in one sentence with the statement to run; null when all is well.
    /// </summary>
    public virtual Task<string?> AdviseAsync(ShopContext db, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
