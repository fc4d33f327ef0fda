using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Shared;

/// <summary>
/// Where the shop is reached, for all that leaves it: mails, sitemap, previews on other sites. It is <c>Store:Url</c>, and without one the
/// address that the shop listens at. It is never what a request calls the shop (its Host): anybody may call it anything.
/// </summary>
public sealed class PublicAddress(IOptions<StoreSettings> store, IServer server)
{
    private static readonly string[] AnyHost = ["*", "+", "0.0.0.0", "[::]"];

    private readonly Uri? url = string.IsNullOrEmpty(store.Value.Url) ? null : new Uri(store.Value.Url);

    /// <summary>Whether <c>Store:Url</c> says it.</summary>
    public bool IsSet => url is not null;

    /// <summary>As a browser sends it; null unless <see cref="IsSet"/>.</summary>
    public string? Host => url is null ? null : HostOf(url);

    /// <summary>Scheme, host and a port that is not the scheme's own, without a slash at the end.</summary>
    public string Origin => OriginOf(url ?? Listening());

    /// <param name="address">A path of this site, with or without a slash before it, or an address that is absolute already.</param>
    public string Of(string address) =>
        // Not resolved where it begins with a slash: one that begins with two would be another site's.
        (address.StartsWith('/') ? new Uri(Origin + address) : new Uri(new Uri(Origin), address)).AbsoluteUri;

    private Uri Listening()
    {
        var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (first is null || BindingAddress.Parse(first) is not { IsUnixPipe: false, IsNamedPipe: false } address)
            return new Uri("http://localhost");
        var host = Array.IndexOf(AnyHost, address.Host) >= 0 ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }

    private static string OriginOf(Uri url) => $"{url.Scheme}://{HostOf(url)}{(url.IsDefaultPort ? "" : $":{url.Port}")}";

    private static string HostOf(Uri url) => url.HostNameType == UriHostNameType.Dns ? url.IdnHost : url.Host;
}
