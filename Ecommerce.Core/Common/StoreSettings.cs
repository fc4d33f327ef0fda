using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Common;

/// <summary>The store itself: section <c>Store</c>.</summary>
public sealed class StoreSettings : IValidatableObject
{
    public const string Section = "Store";

    /// <summary>Shown in titles and mails.</summary>
    [Required]
    public string Name { get; set; } = "Ecommerce";

    /// <summary>IANA id of the zone whose midnight ends a business day.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Seoul";

    /// <summary>ISO 4217 code. Every amount in the shop is an integer of this currency's minor unit.</summary>
    [Required]
    public string Currency { get; set; } = "KRW";

    /// <summary>
    /// The address that shoppers know the store by, such as <c>https://shop.example</c>. What leaves the store (mails, sitemap and their
    /// like) names it by this address. Refused: another scheme than http and https, a path, a query, a user.
    /// </summary>
    public string? Url { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"Store:TimeZone '{TimeZone}' is not a time zone of this system. Set an IANA id such as Asia/Seoul.");
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
            yield return new($"Store:Currency '{Currency}' is not an ISO 4217 code. Set three capital letters such as KRW.");
        if (!string.IsNullOrEmpty(Url) && !IsAddressOfSite(Url))
            yield return new(
                $"Store:Url '{Url}' is not the address of a site. Set http or https and a host, no path, such as https://shop.example.");
    }

    private static bool IsAddressOfSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
