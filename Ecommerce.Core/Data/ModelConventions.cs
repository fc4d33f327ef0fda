using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ecommerce.Core.Data;

/// <summary>How the model is written down in every database.</summary>
internal static partial class ModelConventions
{
    /// <summary>Names every table, column, key and index in snake_case, which needs no quoting in any of the databases.</summary>
    public static void UseSnakeCase(this ModelBuilder builder)
    {
        var entities = builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()).ToList();
        foreach (var entity in entities)
            entity.SetTableName(SnakeCase(entity.GetTableName()!.Replace("AspNet", "", StringComparison.Ordinal)));
        foreach (var entity in entities)
        {
            foreach (var property in entity.GetProperties()) property.SetColumnName(SnakeCase(property.Name));
            foreach (var key in entity.GetKeys()) key.SetName(SnakeCase(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(SnakeCase(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }
    }

    /// <summary>
    /// Lengths for the keys of logins and tokens, which Identity leaves open: SQL Server takes keys up to 900 bytes, two for each character
    /// (https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server).
    /// </summary>
    public static void ShortenIdentityKeys(this ModelBuilder builder)
    {
        builder.Entity<IdentityUserLogin<long>>(login =>
        {
            login.Property(l => l.LoginProvider).HasMaxLength(128);
            login.Property(l => l.ProviderKey).HasMaxLength(256);
        });
        builder.Entity<IdentityUserToken<long>>(token =>
        {
            token.Property(t => t.LoginProvider).HasMaxLength(128);
            token.Property(t => t.Name).HasMaxLength(128);
        });
    }

    /// <summary>A table whose rows a trigger protects from being changed or deleted (created in the migrations).</summary>
    public static void ToAppendOnlyTable<T>(
        this EntityTypeBuilder<T> entity, string name, Action<TableBuilder<T>>? configure = null)
        where T : class =>
        entity.ToTable(name, table =>
        {
            table.HasTrigger($"{name}_append_only");
            configure?.Invoke(table);
        });

    /// <summary>Stores an enum as its lower-case name, which a stranger can read.</summary>
    public static PropertyBuilder<TEnum> HasEnumText<TEnum>(this PropertyBuilder<TEnum> property)
        where TEnum : struct, Enum =>
        property
            .HasConversion(value => EnumText(value), text => Enum.Parse<TEnum>(text, ignoreCase: true))
            .HasMaxLength(20);

    /// <summary>An enum's value as <see cref="HasEnumText"/> stores it.</summary>
    public static string EnumText<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value.ToString().ToLowerInvariant();

    private static string SnakeCase(string name) =>
        WordStart().Replace(name.Replace("~", "", StringComparison.Ordinal), "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])")]
    private static partial Regex WordStart();
}

/// <summary>Instants go in as UTC and come out marked as UTC, whatever the database keeps.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
