using System.Globalization;
using Ecommerce.Core.Catalog;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Admin.Endpoints;

/// <summary>A product's version as HTTP's entity tag.</summary>
internal static class ProductTags
{
    public static string ETagOf(ProductRecord product) => string.Create(CultureInfo.InvariantCulture, $"\"{product.Version}\"");

    /// <summary>
    /// The version that If-Match asks for: null for any (<c>*</c>), -1, which no product has, when it does not name the current one.
    /// </summary>
    public static async Task<int?> ExpectedVersionAsync(
        this HttpRequest request, long productId, ProductEditor editor, CancellationToken cancellationToken)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))) return null;
        var current = tags.Count == 0 ? default : await editor.FindAsync(productId, cancellationToken);
        return current.Value is { } product && tags.Any(tag => tag.Compare(new(ETagOf(product)), useStrongComparison: true))
            ? product.Version
            : -1;
    }

    public static bool HasIfMatch(this HttpRequest request) => request.Headers.ContainsKey(HeaderNames.IfMatch);

    public static ProblemHttpResult IfMatchMissing() =>
        ApiProblems.Problem(ProblemKind.PreconditionRequired, "Read the product first and send its ETag as If-Match.");
}
