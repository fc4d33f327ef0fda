using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>The product has no such picture.</summary>
public sealed record PictureNotFound() : Refusal("picture-not-found");

/// <summary>A product has no room for more pictures than this.</summary>
public sealed record TooManyPictures(int Max) : Refusal("too-many-pictures");
