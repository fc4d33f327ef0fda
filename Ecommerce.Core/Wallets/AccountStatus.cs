using Ecommerce.Core.Data;

namespace Ecommerce.Core.Wallets;

/// <summary>Whether a shopper is (still) there, asked with every request that carries a token or a cookie.</summary>
public sealed class AccountStatus(PreparedReads reads)
{
    /// <summary>Whether the account is there and was not deleted.</summary>
    public async Task<bool> IsOpenAsync(long shopperId, CancellationToken cancellationToken)
    {
        var isOpen = false;
        await reads.RunAsync([WalletStatements.FindOpen(shopperId)], (_, _) => isOpen = true, cancellationToken);
        return isOpen;
    }
}
