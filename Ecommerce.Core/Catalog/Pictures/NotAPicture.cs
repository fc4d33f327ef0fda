using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>The bytes are no picture of a kind that the shop takes, or the picture is damaged.</summary>
public sealed record NotAPicture() : Refusal("unsupported-media-type");
