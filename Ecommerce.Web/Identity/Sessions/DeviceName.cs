namespace Ecommerce.Web.Identity.Sessions;

/// <summary>A device as its owner would call it, from what a browser says of itself: "Chrome · Windows".</summary>
public static class DeviceName
{
    private const int MaxLength = 60;

    // Browsers name those that they want to be taken for too, so the most special comes first.
    private static readonly (string Part, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Whale/", "Whale"), ("SamsungBrowser/", "Samsung Internet"), ("KAKAOTALK", "KakaoTalk"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Part, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Empty for a client that says nothing; what is no browser is called what it calls itself.</summary>
    public static string Of(string userAgent)
    {
        var names = new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>().ToList();
        return names.Count > 0 ? string.Join(" · ", names) : userAgent[..Math.Min(userAgent.Length, MaxLength)];
    }

    private static string? Find((string Part, string Name)[] known, string userAgent) =>
        Array.Find(known, one => userAgent.Contains(one.Part, StringComparison.Ordinal)).Name;
}
