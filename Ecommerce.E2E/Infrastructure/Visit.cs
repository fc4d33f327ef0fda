namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// How somebody comes to the shop; with <paramref name="As"/>, logged in; with <paramref name="Over"/>, from far away; with
/// <paramref name="ByName"/>, at the machine's name, for passkeys belong to names.
/// </summary>
public sealed record Visit(
    bool Phone = false,
    bool English = false,
    bool JavaScript = true,
    ShopShopper? As = null,
    DelayedLine? Over = null,
    bool ByName = false);
