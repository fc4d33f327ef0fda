
namespace Ecommerce.Tests.Data;

/// <param name="Constraint">The one that has to refuse it.</param>
/// <param name="Sql">Made from rows that are there, in SQL that every database understands.</param>
public sealed record BadRow(string Constraint, string Sql);
