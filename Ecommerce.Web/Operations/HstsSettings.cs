using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Web.Operations;

/// <summary>
/// Section <c>Hsts</c>: for how long a browser that came by https comes by nothing else (RFC 6797). Of no effect in Development.
/// </summary>
public sealed class HstsSettings
{
    public const string Section = "Hsts";

    /// <summary>0 makes browsers forget it.</summary>
    [Range(0, 3650, ErrorMessage = "Hsts:Days must be from 0 to 3650.")]
    public int Days { get; set; } = 365;

    /// <summary>Whether it holds for all names below the shop's as well.</summary>
    public bool IncludeSubDomains { get; set; } = true;
}
