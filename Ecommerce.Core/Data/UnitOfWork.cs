using Ecommerce.Core.Data.Dialects;

namespace Ecommerce.Core.Data;

/// <summary>What the code inside a <see cref="ShopTransaction"/> works with.</summary>
public sealed class UnitOfWork(ShopContext db, Dialect dialect)
{
    private readonly List<Action> afterCommit = [];

    public ShopContext Db { get; } = db;

    public Dialect Dialect { get; } = dialect;

    /// <summary>The pessimistic locks, held until the transaction ends.</summary>
    public RowLocks Lock { get; } = new(db, dialect);

    internal IReadOnlyList<Action> AfterCommitActions => afterCommit;

    /// <summary>Has something done once the unit is durable, and never when it is not. It must be quick and can't fail the unit.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);
}
