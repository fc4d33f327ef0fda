using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>Inserts an entity past EF. The columns and how their values are stored come from EF's model.</summary>
internal sealed class RowInsert<TEntity>
{
    private readonly string text;
    private readonly Func<TEntity, object>[] values;

    /// <param name="entity">The entity in EF's model.</param>
    /// <param name="withKey">Whether the entity brings its id; otherwise the database numbers it.</param>
    public RowInsert(IEntityType entity, bool withKey = false)
    {
        var properties = entity.GetProperties().Where(p => withKey || p.ValueGenerated != ValueGenerated.OnAdd).ToList();
        var columns = string.Join(", ", properties.Select(p => p.GetColumnName()));
        var parameters = string.Join(", ", Enumerable.Range(1, properties.Count).Select(i => $"${i}"));
        text = $"INSERT INTO {entity.GetTableName()} ({columns}) VALUES ({parameters})";
        values = properties.Select(Getter).ToArray();
    }

    public Statement Of(TEntity entity) => new(text, Array.ConvertAll(values, value => value(entity)));

    private static Func<TEntity, object> Getter(IProperty property)
    {
        var entity = Expression.Parameter(typeof(TEntity));
        var get = Expression.Lambda<Func<TEntity, object?>>(
            Expression.Convert(Expression.Property(entity, property.PropertyInfo!), typeof(object)), entity).Compile();
        var converter = property.GetTypeMapping().Converter;
        var nothing = TypedNull.Of(converter?.ProviderClrType ?? property.ClrType);
        return converter is null
            ? row => get(row) ?? nothing
            : row => get(row) is { } value ? converter.ConvertToProvider(value)! : nothing;
    }
}
