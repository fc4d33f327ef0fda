using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Data;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    Postgres,
}

/// <summary>Which database the shop runs on and how it is driven: section <c>Database</c>.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    public const string Section = "Database";

    /// <summary>Sqlite, SqlServer or Postgres.</summary>
    [EnumDataType(typeof(DatabaseProvider), ErrorMessage = "Database:Provider must be Sqlite, SqlServer or Postgres.")]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary><c>ConnectionStrings:Shop</c>; on SQLite it may be left out.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How long one statement may take, in seconds.</summary>
    [Range(1, 3600, ErrorMessage = "Database:CommandTimeoutSeconds must be from 1 to 3600.")]
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>Statements EF sends in one round trip; 0 leaves the provider's own default.</summary>
    [Range(0, 1000, ErrorMessage = "Database:MaxBatchSize must be from 0 to 1000.")]
    public int MaxBatchSize { get; set; }

    /// <summary>How often a unit is run again after a deadlock, a serialization failure or a lost race.</summary>
    [Range(0, 100, ErrorMessage = "Database:MaxRetries must be from 0 to 100.")]
    public int MaxRetries { get; set; } = 10;

    /// <summary>
    /// SQLite only. FULL survives a power cut with every answered order; NORMAL may lose the last ones (never half of one).
    /// </summary>
    [RegularExpression("FULL|NORMAL", ErrorMessage = "Database:SqliteSynchronous must be FULL or NORMAL.")]
    public string SqliteSynchronous { get; set; } = "FULL";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider != DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new($"Database:Provider is {Provider}, but there is no connection string. Set ConnectionStrings:Shop.");
    }
}
