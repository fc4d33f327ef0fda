using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Data.Locking;

public enum LockingStrategy
{
    /// <summary>The database's row locks alone.</summary>
    Rows,

    /// <summary>Locks of a Redis server before them.</summary>
    Redis,

    /// <summary>Advisory locks of the shop's PostgreSQL server before them.</summary>
    Postgres,
}

/// <summary>
/// Where instances wait for each other before a transaction begins: section <c>Locking</c>. Row locks are taken whatever is chosen.
/// </summary>
public sealed class LockingOptions : IValidatableObject
{
    public const string Section = "Locking";

    /// <summary>Rows, Redis or Postgres.</summary>
    [EnumDataType(typeof(LockingStrategy), ErrorMessage = "Locking:Strategy must be Rows, Redis or Postgres.")]
    public LockingStrategy Strategy { get; set; }

    /// <summary>Redis only: the server, as StackExchange.Redis reads it (<c>host:6379,password=…,ssl=true</c>).</summary>
    public string? Redis { get; set; }

    /// <summary>How long to wait for another instance, in seconds. After that the row locks alone decide.</summary>
    [Range(1, 60, ErrorMessage = "Locking:WaitSeconds must be from 1 to 60.")]
    public int WaitSeconds { get; set; } = 5;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Strategy == LockingStrategy.Redis && string.IsNullOrWhiteSpace(Redis))
            yield return new("Locking:Strategy is Redis, but there is no server. Set Locking:Redis.");
    }
}
