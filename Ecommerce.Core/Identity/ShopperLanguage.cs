using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>Keeps the language that a shopper reads: the one of their last log-in, or the one that they chose since.</summary>
public sealed class ShopperLanguage(ShopTransaction transaction)
{
    public const int MaxLength = 10;

    /// <param name="language">A culture's name, of at most <see cref="MaxLength"/> characters.</param>
    public Task SetAsync(long shopperId, string language, CancellationToken cancellationToken) => transaction.EditAsync<int>(
        async (unit, token) => await SetAsync(unit.Db, shopperId, language, token), cancellationToken);

    /// <summary>Writes only what changes.</summary>
    internal static Task<int> SetAsync(ShopContext db, long shopperId, string language, CancellationToken cancellationToken) =>
        db.Users.Where(u => u.Id == shopperId && (u.Language == null || u.Language != language))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.Language, language), cancellationToken);
}
