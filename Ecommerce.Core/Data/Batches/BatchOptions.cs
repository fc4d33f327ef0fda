using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Data.Batches;

/// <summary>How operations that wait are taken together into one transaction: section <c>Batches</c>.</summary>
public sealed class BatchOptions
{
    public const string Section = "Batches";

    /// <summary>Operations in one transaction, at most. 1 gives each a transaction of its own.</summary>
    [Range(1, 500, ErrorMessage = "Batches:Size must be from 1 to 500.")]
    public int Size { get; set; } = 48;

    /// <summary>Transactions of this instance at the same time. While all are under way, what comes waits and is taken together.</summary>
    [Range(1, 100, ErrorMessage = "Batches:AtOnce must be from 1 to 100.")]
    public int AtOnce { get; set; } = 2;
}
