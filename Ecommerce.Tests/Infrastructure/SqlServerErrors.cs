using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.SqlClient;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>SqlClient's exceptions can't be made by anybody else, so this goes past their constructors.</summary>
public static class SqlServerErrors
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    /// <param name="severity">SqlError.Class: from 20 on the connection is gone.</param>
    public static SqlException Create(int number, byte severity = 0)
    {
        var error = (SqlError)RuntimeHelpers.GetUninitializedObject(typeof(SqlError));
        Set(error, typeof(SqlError), "Number", number);
        Set(error, typeof(SqlError), "ErrorClass", severity);
        Set(error, typeof(SqlError), "Message", "simulated");
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException).GetMethod("CreateException", Hidden, [typeof(SqlErrorCollection), typeof(string)])!;
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }

    private static void Set(object target, Type type, string property, object value) =>
        type.GetFields(Hidden)
            .Single(f => f.Name == $"<{property}>k__BackingField" || f.Name == $"_{char.ToLowerInvariant(property[0])}{property[1..]}")
            .SetValue(target, value);
}
