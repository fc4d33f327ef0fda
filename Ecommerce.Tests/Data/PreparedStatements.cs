using System.Reflection;
using Ecommerce.Core.Data.Dialects;

namespace Ecommerce.Tests.Data;

/// <summary>The statements that go past EF, where no interceptor sees them: read from the classes that hold them.</summary>
public static class PreparedStatements
{
    public static IReadOnlyList<string> Of(Dialect dialect)
    {
        const BindingFlags Fields = BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        object[] instances = [new PurchaseStatements(null!, dialect), new CatalogStatements(dialect)];
        Type[] holders = [typeof(WalletStatements), typeof(OutboxStatements)];
        var texts = instances.SelectMany(i => i.GetType().GetFields(Fields).Where(f => f.FieldType == typeof(string)).Select(f => (string)f.GetValue(i)!))
            .Concat(holders.SelectMany(h => h.GetFields(Fields)).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!))
            .Append(WalletStatements.Lock(dialect, 1).Text)
            .Append(CatalogStatements.RevisionOf("catalog").Text);
        return texts.Where(t => !t.StartsWith("MAX", StringComparison.Ordinal)).Select(dialect.Spell).ToList();
    }
}
