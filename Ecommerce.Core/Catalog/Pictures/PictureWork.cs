using Ecommerce.Core.Common;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>Pictures that are decoded: each takes as much memory as it has pixels.</summary>
public sealed class PictureWork(IOptions<PictureOptions> options) : BoundedWork(options.Value.AtOnce, options.Value.Waiting);
