using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Mails;

/// <summary>Puts what a mail says into text and HTML.</summary>
public sealed class MailWriter(IServiceScopeFactory scopes, ILoggerFactory loggers, IOptions<StoreSettings> store)
{
    /// <param name="language">The name of the culture that <paramref name="content"/> is made in; null for the store's.</param>
    public async Task<Mail> WriteAsync(string to, string? language, Func<string, MailContent> content)
    {
        var before = CultureInfo.CurrentUICulture;
        var culture = PagePreferences.Cultures.FirstOrDefault(c => c.Name == language) ?? PagePreferences.Cultures[0];
        MailContent made;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            made = content(culture.Name);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        return new Mail(to, made.Subject, made.ToText(), made.Link) { Html = await ToHtmlAsync(made) };
    }

    private async Task<string> ToHtmlAsync(MailContent content)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var body = await renderer.RenderComponentAsync<MailBody>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MailBody.Content)] = content,
                [nameof(MailBody.Store)] = store.Value.Name,
            }));
            return body.ToHtmlString();
        });
    }
}
