using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>An admin says yes or no to a shopper who wants to give pieces back; once.</summary>
public sealed class AnswerReturn(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Gives the pieces' money back in the same transaction. Refused: an actor without the role, words that are too long, a request that
    /// does not exist or was answered, and whatever <see cref="OrderRefund.Decide"/> refuses; the request is then left open.
    /// </summary>
    /// <param name="restock">Whether the pieces are for sale again.</param>
    /// <param name="answer">For the shopper; may be empty.</param>
    public async Task<Result<ReturnStatus>> AcceptAsync(
        Actor actor, long id, bool restock, string? answer, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var words = validation.Text(answer, "answer", 0, ReturnLimits.MaxTextLength);
        if (validation.Failure is { } failure) return failure;

        return await RunAsync(
            actor,
            id,
            async (unit, rows, request, token) =>
            {
                var terms = new RefundTerms(ItemsOf(rows.Order, request), restock, RefundReason.Return, actor.AccountId);
                var decided = OrderRefund.Decide(rows.Order, rows.Wallet, terms, clock.UtcNow);
                if (!decided.Succeeded) return decided.Refusal;
                var (facts, _) = decided.Value;
                await unit.WriteRefundAsync(rows.Order, facts, clock, token);
                var refund = facts.Refunds[0];
                request.RefundNumber = refund.Number;
                Answer(request, ReturnStatus.Accepted, words);
                return AdminChange.Of(
                    AdminActions.ReturnAccepted,
                    new(AuditSubjects.Return, id),
                    new { Status = ReturnStatus.Open },
                    new { request.Status, request.OrderId, Refunded = refund.Amount, terms.Items, terms.Restock });
            },
            cancellationToken);
    }

    /// <summary>
    /// Refused: an actor without the role, words that are missing or too long, a request that does not exist or was answered.
    /// </summary>
    /// <param name="answer">Why, for the shopper.</param>
    public async Task<Result<ReturnStatus>> DeclineAsync(Actor actor, long id, string? answer, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var words = validation.Text(answer, "answer", 1, ReturnLimits.MaxTextLength);
        if (validation.Failure is { } failure) return failure;

        return await RunAsync(
            actor,
            id,
            (_, _, request, _) =>
            {
                Answer(request, ReturnStatus.Declined, words);
                return Task.FromResult<Result<AdminChange>>(AdminChange.Of(
                    AdminActions.ReturnDeclined,
                    new(AuditSubjects.Return, id),
                    new { Status = ReturnStatus.Open },
                    new { request.Status, request.OrderId }));
            },
            cancellationToken);
    }

    /// <summary>The audit keeps neither the reason nor the answer: they are about a person, and go with the account.</summary>
    private Task<Result<ReturnStatus>> RunAsync(
        Actor actor,
        long id,
        Func<EditingUnit, OrderRows, ReturnRequest, CancellationToken, Task<Result<AdminChange>>> answer,
        CancellationToken cancellationToken) =>
        transaction.RunAsync<ReturnStatus>(
            actor,
            async (unit, token) =>
            {
                // Which order never changes, and so is read before the locks; how the request stands is read under them.
                var orderId = await unit.Db.Returns.Where(r => r.Id == id).Select(r => (long?)r.OrderId).FirstOrDefaultAsync(token);
                if (orderId is null) return new ReturnNotFound();
                var rows = await OrderRows.LockAsync(unit, orderId.Value, token);
                if (!rows.Succeeded) return rows.Refusal;
                var request = await unit.Db.Returns.Include(r => r.Lines).SingleOrDefaultAsync(r => r.Id == id, token);
                if (request is null) return new ReturnNotFound();
                if (request.Status != ReturnStatus.Open) return new ReturnAlreadyAnswered(request.Status);
                var change = await answer(unit, rows.Value, request, token);
                return change.Succeeded ? new Changed<ReturnStatus>(request.Status, change.Value) : change.Refusal;
            },
            cancellationToken);

    private void Answer(ReturnRequest request, ReturnStatus status, string words) =>
        (request.Status, request.Answer, request.AnsweredAt) = (status, words.Length > 0 ? words : null, clock.UtcNow);

    private static List<OrderItem> ItemsOf(LockedOrder order, ReturnRequest request) => request.Lines
        .Join(order.Lines, asked => asked.OrderLineId, line => line.Id, (asked, line) => new OrderItem(line.ProductId, asked.Quantity))
        .ToList();
}
