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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"Store:TimeZone '{TimeZone}' is not a time zone of this system. Set an IANA id such as Asia/Seoul.");
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
            yield return new($"Store:Currency '{Currency}' is not an ISO 4217 code. Set three capital letters such as KRW.");
    }
}
