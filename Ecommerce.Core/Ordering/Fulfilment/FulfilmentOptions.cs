using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Core.Ordering.Fulfilment;

/// <summary>How orders are sent: section <c>Fulfilment</c>.</summary>
public sealed class FulfilmentOptions : IValidatableObject
{
    public const string Section = "Fulfilment";

    /// <summary>Stands in a carrier's address for the parcel's number.</summary>
    public const string Number = "{number}";

    private const string Hanjin = "https://www.hanjin.com/kor/CMS/DeliveryMgr/WaybillResult.do?mCode=MN038&schLang=KR&wblnumText2={number}";

    private static readonly IReadOnlyList<Carrier> Korean =
    [
        new() { Name = "CJ대한통운", Url = "https://trace.cjlogistics.com/next/tracking.html?wblNo={number}" },
        new() { Name = "우체국택배", Url = "https://service.epost.go.kr/trace.RetrieveDomRigiTraceList.comm?sid1={number}&displayHeader=N" },
        new() { Name = "한진택배", Url = Hanjin },
        new() { Name = "롯데택배", Url = "https://www.lotteglogis.com/home/reservation/tracking/linkView?InvNo={number}" },
        new() { Name = "로젠택배", Url = "https://www.ilogen.com/web/personal/trace/{number}" },
    ];

    /// <summary>The carriers that the shop sends with, in place of Korea's usual ones.</summary>
    public List<Carrier> Carriers { get; set; } = [];

    /// <summary>Those that the shop sends with.</summary>
    public IReadOnlyList<Carrier> Known => Carriers.Count > 0 ? Carriers : Korean;

    /// <summary>Where the parcel can be followed; null when the carrier is not among <see cref="Known"/>.</summary>
    public string? LinkTo(string? carrier, string? trackingNumber) =>
        trackingNumber is not null && Known.FirstOrDefault(c => c.Name == carrier) is { } known
            ? known.Url.Replace(Number, Uri.EscapeDataString(trackingNumber), StringComparison.Ordinal)
            : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (i, carrier) in Carriers.Index())
        {
            if (string.IsNullOrWhiteSpace(carrier.Name) || carrier.Name.Length > OrderLimits.MaxCarrierLength)
                yield return new($"{Section}:Carriers:{i}:Name must be 1 to {OrderLimits.MaxCarrierLength} characters.");
            if (!carrier.Url.Contains(Number, StringComparison.Ordinal)
                || !Uri.TryCreate(carrier.Url.Replace(Number, "1", StringComparison.Ordinal), UriKind.Absolute, out var address)
                || address.Scheme != Uri.UriSchemeHttps)
                yield return new($"{Section}:Carriers:{i}:Url must be an https address with {Number} in it.");
        }
    }
}

/// <summary>Somebody who brings parcels.</summary>
public sealed class Carrier
{
    public string Name { get; set; } = "";

    /// <summary>Where a parcel can be followed; <c>{number}</c> stands for its number.</summary>
    public string Url { get; set; } = "";
}
