using System.Globalization;
using System.Resources;
using Ecommerce.Web.Layout;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Ecommerce.Tests.Admin;

/// <summary>MudBlazor's own words, in the shop's two languages.</summary>
public sealed class MudWordsTests
{
    private static readonly ResourceSet English = new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudLocalizer).Assembly)
        .GetResourceSet(CultureInfo.InvariantCulture, true, true)!;

    public static TheoryData<string> Keys => [.. English.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_is_Korean_on_a_Korean_page_and_English_on_an_English_one(string key)
    {
        var english = English.GetString(key)!;

        Assert.Equal(english, Told("en-US", key));
        var korean = Told("ko-KR", key);
        Assert.DoesNotMatch("[A-Za-z]{2,}", korean);
        Assert.Equal(Places(english), Places(korean));
    }

    private static string Told(string culture, string key)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().AddMudServices()
                .AddTransient<MudLocalizer, MudWords>().BuildServiceProvider();
            return services.GetRequiredService<ILocalizationInterceptor>().Handle(key).Value;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<char> Places(string text) => text.Where((_, i) => i > 0 && text[i - 1] == '{').Order();
}
