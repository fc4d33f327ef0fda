using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity.SecondFactor;

/// <summary>Which codes of authenticators were used: each is good once, on all instances together.</summary>
public sealed class UsedCodes(ShopTransaction transaction)
{
    /// <summary>Uses the account's code of a time step up, and with it those of the steps before.</summary>
    /// <returns>False when it, or a later one, was used already.</returns>
    public async Task<bool> UseAsync(long shopperId, long step, CancellationToken cancellationToken)
    {
        var raised = await transaction.EditAsync<int>(
            async (unit, token) => await unit.Db.Users
                .Where(u => u.Id == shopperId && (u.LastCodeStep == null || u.LastCodeStep < step))
                .ExecuteUpdateAsync(u => u.SetProperty(x => x.LastCodeStep, step), token),
            cancellationToken);
        return raised.Value > 0;
    }
}
