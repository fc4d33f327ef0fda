using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Ecommerce.Web.Layout;

/// <summary>
/// <see cref="StoreTheme"/> as a stylesheet, made once: the light variables, and the dark ones for who chose dark or whose system does.
/// So a page has its colours before any script runs, needs no inline style and keeps no theme provider in its circuit.
/// </summary>
public sealed partial class ThemeSheet
{
    private const string Route = "/css/theme.css";
    private readonly Lazy<(string Css, string Address)> sheet;

    public ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory logs) => sheet = new(() =>
    {
        var css = Render(scopes, logs);
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))[..12];
        return (css, $"{Route}?v={version}");
    });

    /// <summary>Changes with the content, so that browsers may keep it for good.</summary>
    public string Address => sheet.Value.Address;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Route, (ThemeSheet theme, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Text(theme.sheet.Value.Css, "text/css; charset=utf-8");
    }).ExcludeFromDescription();

    private static string Render(IServiceScopeFactory scopes, ILoggerFactory logs)
    {
        var light = Variables(scopes, logs, isDark: false);
        var dark = string.Concat(Variables(scopes, logs, isDark: true).Except(light));
        return $":root{{{string.Concat(light)}color-scheme:light}}"
            + $":root[data-theme=dark]{{{dark}color-scheme:dark}}"
            + $"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}color-scheme:dark}}}}";
    }

    /// <summary>The variables that MudBlazor's own theme provider declares for one of the palettes.</summary>
    private static string[] Variables(IServiceScopeFactory scopes, ILoggerFactory logs, bool isDark)
    {
        using var scope = scopes.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = StoreTheme.Value,
            [nameof(MudThemeProvider.IsDarkMode)] = isDark,
        });
        var html = renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString()).GetAwaiter().GetResult();
        return [.. Variable().Matches(html).Select(v => $"{v.Groups[1].Value}:{v.Groups[2].Value.Trim()};").Distinct()];
    }

    [GeneratedRegex(@"^\s*(--mud-[\w-]+):([^;]+);", RegexOptions.Multiline)]
    private static partial Regex Variable();
}
