using System.Linq.Expressions;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>Inserts entities past EF. The columns and how their values are stored come from EF's model.</summary>
internal sealed class RowInsert<TEntity>
{
    private readonly RowStatement statement;
    private readonly Func<TEntity, object>[] values;

    /// <param name="withKey">Whether the entity brings its id; otherwise the database numbers it.</param>
    public RowInsert(IModel model, Dialect dialect, bool withKey = false)
    {
        var entity = model.FindEntityType(typeof(TEntity))!;
        var properties = entity.GetProperties()
            .Where(p => p.GetBeforeSaveBehavior() != PropertySaveBehavior.Ignore)
            .Where(p => withKey || p.ValueGenerated != ValueGenerated.OnAdd)
            .ToList();
        statement = RowStatement.Insert(
            dialect, entity.GetTableName()!, properties.Select(p => (p.GetColumnName(), StoredTypeOf(p))).ToList());
        values = properties.Select(Getter).ToArray();
    }

    public IEnumerable<Statement> Of(IReadOnlyList<TEntity> entities) =>
        statement.Of(entities.Select(entity => Array.ConvertAll(values, value => value(entity))).ToList());

    private static Type StoredTypeOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<TEntity, object> Getter(IProperty property)
    {
        var entity = Expression.Parameter(typeof(TEntity));
        var get = Expression.Lambda<Func<TEntity, object?>>(
            Expression.Convert(Expression.Property(entity, property.PropertyInfo!), typeof(object)), entity).Compile();
        var converter = property.GetTypeMapping().Converter;
        var nothing = TypedNull.Of(StoredTypeOf(property));
        return converter is null
            ? row => get(row) ?? nothing
            : row => get(row) is { } value ? converter.ConvertToProvider(value)! : nothing;
    }
}
