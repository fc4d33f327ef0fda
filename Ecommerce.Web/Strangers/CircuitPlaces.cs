using Ecommerce.Web.Api;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// The circuits that each address has, from the moment one is asked for until it is given up; for minutes after its socket is gone, too.
/// </summary>
public sealed class CircuitPlaces(IOptions<RateLimitSettings> limits)
{
    private readonly HeldPlaces open = new();
    private readonly HeldPlaces away = new();
    private readonly AsyncLocal<CircuitPlace?> offered = new();

    public int Limit => limits.Value.Enabled ? limits.Value.Circuits : 0;

    /// <summary>As many as there may be, all with their sockets.</summary>
    public bool AreFull(string address) => Limit > 0 && open.Of(address) >= Limit && away.Of(address) == 0;

    /// <summary>How many the address has.</summary>
    public int Of(string address) => open.Of(address);

    /// <summary>A place for the circuit that is begun within the call; null when there is none left.</summary>
    public CircuitPlace? Offer(string address) =>
        open.Take(address, Limit) is { } place ? offered.Value = new CircuitPlace(place, () => away.Take(address, 0)!) : null;

    /// <summary>The place that was offered to the circuit that is being made.</summary>
    public CircuitPlace? Accept()
    {
        if (offered.Value is not { } place) return null;
        place.IsAccepted = true;
        return place;
    }
}
