using Ecommerce.Core.Wallets;

namespace Ecommerce.Web.Wallets;

/// <summary>What a line of the statement is called.</summary>
public static class StatementKinds
{
    /// <summary>The key of its name in <see cref="WalletText"/>: a part refund has one of its own.</summary>
    public static string KindKey(this StatementLine line) => line.RefundNumber > 0 ? "Kind.PartRefund" : $"Kind.{line.Kind}";
}
