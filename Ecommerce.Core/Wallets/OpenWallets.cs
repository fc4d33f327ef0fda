using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Dialects;

namespace Ecommerce.Core.Wallets;

/// <summary>Whether a shopper is (still) there, asked with every request that carries a token or a cookie.</summary>
public sealed class OpenWallets(PreparedReads reads)
{
    /// <summary>Whether the account is there and was not deleted.</summary>
    public async Task<bool> ContainAsync(long shopperId, CancellationToken cancellationToken)
    {
        var isOpen = false;
        await reads.RunAsync([WalletStatements.IsOpen(shopperId)], (_, _) => isOpen = true, cancellationToken);
        return isOpen;
    }
}
