using Ecommerce.Core.Data.Batches;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Members of batches for tests of their locks; none of them is decided.</summary>
internal static class Members
{
    /// <summary>Somebody who orders these products.</summary>
    public static BatchMember Of(long shopper, params long[] products)
    {
        var needs = new RowsNeeded(shopper) { Products = products, OrderNumber = true };
        return new BatchMember<int>(new("place-order", needs, null, _ => throw new NotSupportedException()), default);
    }
}
