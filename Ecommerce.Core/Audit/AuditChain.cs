using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Audit;

internal static class AuditChain
{
    /// <summary>
    /// The places at which the chain does not hold: a row that was changed, put in or is missing. Reads each row once, in order, and keeps
    /// none of them. Behind a break it goes on from what the row says, so that one break is one.
    /// </summary>
    /// <param name="atMost">More places say nothing new.</param>
    public static async Task<IReadOnlyList<long>> FindBreaksAsync(ShopContext db, int atMost, CancellationToken cancellationToken)
    {
        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new AuditHead();
        var breaks = new List<long>();
        var (last, hash) = (0L, AuditHead.NoHash);
        await foreach (var row in db.AdminActions.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            AddMissing(row.Id);
            if (row.Hash != row.ComputeHash() || (row.Id == last + 1 && row.PreviousHash != hash)) breaks.Add(row.Id);
            if (breaks.Count >= atMost) return breaks;
            (last, hash) = (row.Id, row.Hash);
        }

        AddMissing(head.Length + 1);
        if (last > head.Length || (last == head.Length && hash != head.Hash && !breaks.Contains(last))) breaks.Add(last);
        return breaks;

        void AddMissing(long next)
        {
            for (var missing = last + 1; missing < next && breaks.Count < atMost; missing++) breaks.Add(missing);
        }
    }
}
