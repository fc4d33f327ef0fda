using Ecommerce.Core.Audit;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Reconciliation;

/// <summary>Each rule of the books goes off when exactly what it watches is falsified behind the shop's back.</summary>
public abstract class ReconciliationContract(TestDatabases databases, DatabaseProvider provider)
{
    private const string FirstPaidOrder = "(SELECT MIN(id) FROM orders WHERE status = 'paid')";
    private const string LastAction = "(SELECT MAX(id) FROM admin_actions)";
    private const string LastEntry = "(SELECT MAX(id) FROM wallet_entries)";

    [Theory]
    [InlineData("UPDATE wallets SET balance = balance + 1", BooksRule.WalletBalance, BooksRule.WalletLastBalance)]
    [InlineData($"UPDATE wallet_entries SET balance_after = balance_after + 1 WHERE id = {LastEntry}", BooksRule.WalletLastBalance)]
    [InlineData("UPDATE wallet_entries SET amount = amount + 1 WHERE sequence = 1", BooksRule.WalletBalance)]
    [InlineData("UPDATE wallets SET entry_count = entry_count + 1", BooksRule.WalletSequence)]
    [InlineData($"UPDATE wallet_entries SET sequence = sequence + 1 WHERE id = {LastEntry}", BooksRule.WalletSequence)]
    [InlineData("DELETE FROM wallet_entries WHERE sequence = 1", BooksRule.WalletBalance, BooksRule.WalletSequence)]
    [InlineData(
        $"UPDATE order_lines SET quantity = quantity + 1, line_total = line_total + unit_price WHERE order_id = {FirstPaidOrder}",
        BooksRule.OrderTotal)]
    [InlineData($"DELETE FROM order_lines WHERE order_id = {FirstPaidOrder}", BooksRule.OrderTotal)]
    [InlineData($"UPDATE orders SET total = total + 1 WHERE id = {FirstPaidOrder}", BooksRule.OrderPayment, BooksRule.OrderTotal)]
    [InlineData(
        $"UPDATE orders SET status = 'cancelled' WHERE id = {FirstPaidOrder}",
        BooksRule.OrderEvent, BooksRule.OrderRefund, BooksRule.OrderStatus)]
    [InlineData(
        "UPDATE orders SET status = 'paid' WHERE status = 'cancelled'",
        BooksRule.OrderEvent, BooksRule.OrderRefund, BooksRule.OrderStatus)]
    [InlineData($"UPDATE orders SET status = 'shipped' WHERE id = {FirstPaidOrder}", BooksRule.OrderStatus)]
    [InlineData($"UPDATE orders SET status = 'delivered' WHERE id = {FirstPaidOrder}", BooksRule.OrderStatus)]
    [InlineData(
        $"UPDATE orders SET status = 'shipped', shipped_at = placed_at WHERE id = {FirstPaidOrder}", BooksRule.OrderEvent)]
    [InlineData(
        $"UPDATE orders SET status = 'delivered', delivered_at = placed_at WHERE id = {FirstPaidOrder}", BooksRule.OrderEvent)]
    [InlineData(
        "UPDATE wallet_entries SET amount = amount - 1, balance_after = balance_after - 1 "
        + "WHERE kind = 'payment' AND id = (SELECT MAX(id) FROM wallet_entries WHERE kind = 'payment')",
        BooksRule.OrderPayment,
        BooksRule.WalletBalance)]
    [InlineData($"UPDATE orders SET refunded = 1 WHERE id = {FirstPaidOrder}", BooksRule.OrderPartRefund)]
    [InlineData(
        $"UPDATE orders SET refund_count = 1 WHERE id = {FirstPaidOrder}", BooksRule.OrderEvent, BooksRule.OrderRefundedPieces)]
    [InlineData(
        $"UPDATE order_lines SET refunded_quantity = 1 WHERE order_id = {FirstPaidOrder}", BooksRule.OrderRefundedPieces)]
    [InlineData($"UPDATE order_lines SET refunded_amount = 1 WHERE order_id = {FirstPaidOrder}", BooksRule.OrderPartRefund)]
    [InlineData(
        "UPDATE wallet_entries SET refund_number = 1 WHERE kind = 'refund'", BooksRule.OrderPartRefund, BooksRule.OrderRefund)]
    [InlineData("DELETE FROM events WHERE type = 'order.paid'", BooksRule.OrderEvent)]
    [InlineData("DELETE FROM events WHERE type = 'order.cancelled'", BooksRule.OrderEvent)]
    [InlineData("UPDATE products SET stock = stock + 1", BooksRule.ProductStock)]
    [InlineData("DELETE FROM stock_movements WHERE reason = 'sale'", BooksRule.ProductStock)]
    [InlineData("UPDATE stock_movements SET delta = delta - 1 WHERE reason = 'initial'", BooksRule.ProductStock)]
    [InlineData($"DELETE FROM admin_actions WHERE id = {LastAction}", BooksRule.AuditChain)]
    [InlineData("DELETE FROM admin_actions WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("DELETE FROM admin_actions", BooksRule.AuditChain)]
    [InlineData("DELETE FROM audit_head", BooksRule.AuditChain)]
    [InlineData("UPDATE audit_head SET length = length - 1", BooksRule.AuditChain)]
    [InlineData("UPDATE audit_head SET hash = 'other'", BooksRule.AuditChain)]
    [InlineData($"UPDATE admin_actions SET id = 99 WHERE id = {LastAction}", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET created_at = '2020-01-01' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET actor_id = 7 WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET role = 'Admin' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET origin = 'page' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET action = 'job.stopped' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET subject_type = 'product' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET subject_id = '9' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET before = NULL WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET after = '{}' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET previous_hash = 'other' WHERE id = 2", BooksRule.AuditChain)]
    [InlineData("UPDATE admin_actions SET hash = 'other' WHERE id = 2", BooksRule.AuditChain)]
    public async Task Goes_off(string falsification, params string[] rules)
    {
        await using var shop = await ArrangeAsync();
        await shop.ExecuteSqlAsync([.. Unprotect, falsification]);

        var report = await shop.Get<ReconcileBooks>().CheckAsync(default);

        Assert.False(report.Balanced);
        Assert.Equal(rules, report.Discrepancies.Select(d => d.Kind).Distinct());
    }

    /// <summary>A row that was rewritten with a hash that fits it is betrayed by the one behind it, or by the head.</summary>
    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 4)]
    public async Task Names_the_place_at_which_the_chain_of_actions_breaks(long rewritten, long brokenAt)
    {
        await using var shop = await ArrangeAsync();
        var row = await shop.ReadAsync(db => db.AdminActions.AsNoTracking().SingleAsync(a => a.Id == rewritten));
        var forged = new AdminAction
        {
            Id = row.Id,
            CreatedAt = row.CreatedAt,
            Origin = row.Origin,
            Action = row.Action,
            SubjectType = row.SubjectType,
            SubjectId = "forged",
            Before = row.Before,
            After = row.After,
            PreviousHash = row.PreviousHash,
        };
        await shop.ExecuteSqlAsync(
            [.. Unprotect, $"UPDATE admin_actions SET subject_id = 'forged', hash = '{forged.ComputeHash()}' WHERE id = {rewritten}"]);

        var report = await shop.Get<ReconcileBooks>().CheckAsync(default);

        Assert.Equal([new Discrepancy(BooksRule.AuditChain, brokenAt, Expected: 1, Actual: 0)], report.Discrepancies);
    }

    [Fact]
    public async Task Says_what_is_off_and_by_how_much()
    {
        await using var shop = await ArrangeAsync();
        var product = await shop.AddProductAsync(stock: 7);
        await shop.ExecuteSqlAsync($"UPDATE products SET stock = 6 WHERE id = {product}");

        var report = await shop.Get<ReconcileBooks>().CheckAsync(default);

        Assert.Equal([new Discrepancy(BooksRule.ProductStock, product, 7, 6)], report.Discrepancies);
        Assert.Equal((1, 2, 2), (report.Wallets, report.Orders, report.Products));
    }

    [Fact]
    public async Task Is_silent_about_a_shop_that_nobody_falsified()
    {
        await using var shop = await ArrangeAsync();

        Assert.True((await shop.Get<ReconcileBooks>().CheckAsync(default)).Balanced);
    }

    private string[] Unprotect => provider == DatabaseProvider.Postgres
        ?
        [
            "ALTER TABLE wallet_entries DISABLE TRIGGER USER",
            "ALTER TABLE stock_movements DISABLE TRIGGER USER",
            "ALTER TABLE admin_actions DISABLE TRIGGER USER",
        ]
        :
        [
            "DROP TRIGGER wallet_entries_append_only_update",
            "DROP TRIGGER wallet_entries_append_only_delete",
            "DROP TRIGGER stock_movements_append_only_update",
            "DROP TRIGGER stock_movements_append_only_delete",
            "DROP TRIGGER admin_actions_append_only_update",
            "DROP TRIGGER admin_actions_append_only_delete",
        ];

    private async Task<TestShop> ArrangeAsync()
    {
        var shop = await TestShop.StartAsync(databases, provider);
        var (shopper, product) = (await shop.AddShopperAsync(balance: 1000), await shop.AddProductAsync(stock: 10, price: 100));
        var cancelled = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        (await shop.OrderAsync(shopper, (product, 2))).Granted();
        (await shop.CancelAsync(shopper, cancelled)).Granted();
        for (var i = 0; i < 3; i++)
        {
            var change = AdminChange.Of(AdminActions.JobStarted, new("job", "clean-up"), new { At = i }, new { At = i + 1 });
            (await shop.Get<AdminTransaction>().RecordAsync(Actor.System, change, default)).Granted();
        }

        return shop;
    }
}

public sealed class SqliteReconciliationTests(TestDatabases databases) : ReconciliationContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresReconciliationTests(TestDatabases databases) : ReconciliationContract(databases, DatabaseProvider.Postgres);
