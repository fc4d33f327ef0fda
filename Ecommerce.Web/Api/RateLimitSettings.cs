using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Web.Api;

/// <summary>
/// Section <c>RateLimits</c>: what one address or account may take, counted by each instance on its own; 0 means no limit. What an address
/// is says <see cref="CallerAddress"/>.
/// </summary>
public sealed class RateLimitSettings
{
    public const string Section = "RateLimits";

    /// <summary>False takes off every limit of this section.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>GET requests of an address in a minute, for pages and the API; files, health and circuits do not count.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:ReadsPerMinute must be 0 (no limit) or more.")]
    public int ReadsPerMinute { get; set; } = 1200;

    /// <summary>Uploaded pictures that an address asks for in a minute; a browser asks for each once.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:PicturesPerMinute must be 0 (no limit) or more.")]
    public int PicturesPerMinute { get; set; } = 6000;

    /// <summary>All other requests of a shopper (or an address, when anonymous) in a minute.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:WritesPerMinute must be 0 (no limit) or more.")]
    public int WritesPerMinute { get; set; } = 120;

    /// <summary>Requests of an address in a minute to what takes passwords.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:AuthPerMinute must be 0 (no limit) or more.")]
    public int AuthPerMinute { get; set; } = 20;

    /// <summary>Attempts of an address in an hour to open an account, by page or API.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:RegistrationsPerHour must be 0 (no limit) or more.")]
    public int RegistrationsPerHour { get; set; } = 60;

    /// <summary>Circuits of an address, one for each open page; those whose connection is lost count until they are given up.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:Circuits must be 0 (no limit) or more.")]
    public int Circuits { get; set; } = 60;

    /// <summary>Web sockets of an address to circuits at once, with a circuit or not yet.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:Sockets must be 0 (no limit) or more.")]
    public int Sockets { get; set; } = 80;

    /// <summary>Of these, how many have no circuit yet; three times as many wait for their turn.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:StartingSockets must be 0 (no limit) or more.")]
    public int StartingSockets { get; set; } = 5;

    /// <summary>Other requests of an address to circuits at once: negotiating, long polling.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:HubRequests must be 0 (no limit) or more.")]
    public int HubRequests { get; set; } = 20;

    /// <summary>Connections to circuits that an address begins in a minute.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:ConnectsPerMinute must be 0 (no limit) or more.")]
    public int ConnectsPerMinute { get; set; } = 300;

    /// <summary>Guests' carts that an address begins in a day (UTC).</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:GuestCartsPerDay must be 0 (no limit) or more.")]
    public int GuestCartsPerDay { get; set; } = 100;

    /// <summary>Mails to one receiver in an hour, whoever asks for them.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:MailsPerHour must be 0 (no limit) or more.")]
    public int MailsPerHour { get; set; } = 5;

    /// <summary>Memory for what the pages of an address showed, until their circuits have begun, in kilobytes.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:StateKilobytes must be 0 (no limit) or more.")]
    public int StateKilobytes { get; set; } = 4096;
}
