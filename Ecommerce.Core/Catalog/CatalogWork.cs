using Ecommerce.Core.Common;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Catalog;

/// <summary>Lists and suggestions that have to be worked out: their words are looked for in every product.</summary>
public sealed class CatalogWork(IOptions<CatalogOptions> options) : BoundedWork(options.Value.ListsAtOnce, options.Value.ListsWaiting);
