using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Catalog;

/// <summary>Section <c>Catalog</c>: what the catalog's lists may take of the machine.</summary>
public sealed class CatalogOptions
{
    public const string Section = "Catalog";

    /// <summary>Memory for lists that were worked out, in megabytes; those that nobody asks for make room.</summary>
    [Range(1, 4096, ErrorMessage = "Catalog:ListMegabytes must be from 1 to 4096.")]
    public int ListMegabytes { get; set; } = 32;

    /// <summary>How many lists and suggestions are worked out at once.</summary>
    [Range(1, 64, ErrorMessage = "Catalog:ListsAtOnce must be from 1 to 64.")]
    public int ListsAtOnce { get; set; } = 2;

    /// <summary>How many more wait for it; who comes on top is told to come again (503).</summary>
    [Range(0, 10_000, ErrorMessage = "Catalog:ListsWaiting must be from 0 to 10000.")]
    public int ListsWaiting { get; set; } = 64;
}
