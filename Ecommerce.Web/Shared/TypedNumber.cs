using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Core.Common;

namespace Ecommerce.Web.Shared;

/// <summary>Whole numbers as people type or paste them: 1000, 1,000, +5, ２５.</summary>
public static partial class TypedNumber
{
    /// <summary>Null for what is no whole number or too large to be counted. A comma is only read between thousands.</summary>
    public static long? Whole(string? typed)
    {
        var text = InvisibleText.Plain(typed);
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands;
        return Number().IsMatch(text) && long.TryParse(text, styles, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    [GeneratedRegex("^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)$")]
    private static partial Regex Number();
}
