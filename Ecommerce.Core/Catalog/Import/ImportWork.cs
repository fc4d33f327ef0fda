using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog.Import;

/// <summary>Product files that are held against the catalog: each takes memory for all of its lines.</summary>
public sealed class ImportWork() : BoundedWork(atOnce: 1, waiting: 4);
