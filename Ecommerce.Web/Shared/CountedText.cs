using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Shared;

/// <summary>Texts that name a number of things.</summary>
public static class CountedText
{
    /// <summary>
    /// The text under the key; for one thing that under <c>key.One</c>, in a language that has one (English says "1 product", Korean
    /// needs no other word). <c>{0}</c> is the count, <c>{1}</c> the first of the others.
    /// </summary>
    public static LocalizedString Counted(this IStringLocalizer text, string key, long count, params object[] others)
    {
        object[] values = [count, .. others];
        return count == 1 && text[key + ".One", values] is { ResourceNotFound: false } one ? one : text[key, values];
    }
}
