using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>The product has no such picture.</summary>
public sealed record PictureNotFound() : Refusal("picture-not-found");

/// <summary>A product has no room for more pictures than this.</summary>
public sealed record TooManyPictures(int Max) : Refusal("too-many-pictures");

/// <summary>The product has a picture of the same file.</summary>
public sealed record PictureAlreadyThere() : Refusal("picture-already-there");

/// <summary>A picture's file is named after no product's SKU.</summary>
public sealed record NoProductOfName(string Name) : Refusal("no-product-of-name");

/// <summary>A picture's file is named after SKUs that differ in upper and lower case alone, and is spelled as none of them.</summary>
public sealed record PictureNameAmbiguous(string Skus) : Refusal("picture-name-ambiguous");

/// <summary>A picture is larger than <see cref="PictureOptions.MaxBytes"/>.</summary>
public sealed record PictureTooLarge() : Refusal("body-too-large");
