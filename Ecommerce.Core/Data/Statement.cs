using System.Data;

namespace Ecommerce.Core.Data;

/// <summary>A statement past EF with its values, which stand for <c>$1</c>, <c>$2</c> … in its text.</summary>
/// <param name="Values">Never null: a NULL is a <see cref="TypedNull"/>.</param>
/// <param name="Reads">Whether it answers rows.</param>
public readonly record struct Statement(string Text, object[] Values, bool Reads = false);

/// <summary>
/// A NULL that says which type it belongs to. SQL Server takes an untyped one for text, and plans the statement once more for it.
/// </summary>
public sealed class TypedNull
{
    public static readonly object Text = new TypedNull(DbType.String);

    public static readonly object Instant = new TypedNull(DbType.DateTime2);

    public static readonly object Number = new TypedNull(DbType.Int64);

    private TypedNull(DbType type) => Type = type;

    public DbType Type { get; }

    /// <summary>The NULL of a column whose values are of this type.</summary>
    public static object Of(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(DateTime) => Instant,
        var t when t == typeof(long) || t == typeof(int) => Number,
        _ => Text,
    };
}
