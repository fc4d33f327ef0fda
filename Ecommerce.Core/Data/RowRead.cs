using System.Data.Common;
using System.Linq.Expressions;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>
/// Reads rows of an entity's table past EF. Into a record: each parameter of its constructor is the column of the property with the same
/// name. Into the entity itself: all its columns. So names and conversions stand in EF's model alone.
/// </summary>
internal sealed class RowRead<TRow>
{
    private readonly string text;
    private readonly string? textOfMany;
    private readonly Func<DbDataReader, TRow> read;

    private RowRead(IEntityType entity, Func<string, string, string> select, Func<string, string, string?>? selectMany)
    {
        var constructor = typeof(TRow).GetConstructors().Single();
        var parameters = constructor.GetParameters();
        var properties = parameters.Length > 0
            ? parameters.Select(p => entity.GetProperty(p.Name!)).ToList()
            : entity.GetProperties().ToList();
        var row = Expression.Parameter(typeof(DbDataReader));
        var values = properties.Select((property, column) => ValueOf(row, column, property));
        Expression made = parameters.Length > 0
            ? Expression.New(constructor, values)
            : Expression.MemberInit(
                Expression.New(constructor), properties.Zip(values, (p, value) => Expression.Bind(p.PropertyInfo!, value)));
        read = Expression.Lambda<Func<DbDataReader, TRow>>(made, row).Compile();
        var (columns, table) = (string.Join(", ", properties.Select(p => p.GetColumnName())), entity.GetTableName()!);
        text = select(columns, table);
        textOfMany = selectMany?.Invoke(columns, table);
    }

    /// <summary>A read of <typeparamref name="TEntity"/>'s table.</summary>
    /// <param name="select">The statement, given the columns and the table.</param>
    /// <param name="selectMany">The one that takes any number of ids as its parameter, where the database has one.</param>
    public static RowRead<TRow> Of<TEntity>(
        IModel model, Func<string, string, string> select, Func<string, string, string?>? selectMany = null) =>
        new(model.FindEntityType(typeof(TEntity))!, select, selectMany);

    public Statement With(params object[] values) => new(text, values, Reads: true);

    /// <summary>The rows with these ids, which are in ascending order: in one statement or in one for each.</summary>
    public IEnumerable<Statement> WithEach(IReadOnlyList<long> ids, Dialect dialect) =>
        ids.Count > 1 && textOfMany is not null
            ? [new(textOfMany, [dialect.IdsValue([.. ids])], Reads: true)]
            : ids.Select(id => With(id));

    public TRow Read(DbDataReader row) => read(row);

    private static Expression ValueOf(Expression row, int column, IProperty property)
    {
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        Expression value = Expression.Call(row, nameof(DbDataReader.GetFieldValue), [stored], Expression.Constant(column));
        if (converter is not null) value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        value = Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(
                Expression.Call(row, nameof(DbDataReader.IsDBNull), null, Expression.Constant(column)),
                Expression.Default(property.ClrType),
                value)
            : value;
    }
}
