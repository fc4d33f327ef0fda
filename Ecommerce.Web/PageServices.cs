using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Admin.Overview;
using Ecommerce.Web.Admin.Products;
using Ecommerce.Web.Admin.Rankings;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Catalog;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Identity.SecondFactor;
using Ecommerce.Web.Layout;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Operations;
using Ecommerce.Web.Shared;
using Ecommerce.Web.Strangers;
using Ecommerce.Web.Wallets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.WebEncoders;
using MudBlazor;
using MudBlazor.Services;

namespace Ecommerce.Web;

/// <summary>The pages: their services, their part of the pipeline, their endpoints.</summary>
public static class PageServices
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.LimitStrangers(builder.Configuration));
        services.AddLocalization();
        // Hangul as Hangul instead of a character reference each: a third of a page's size.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // Pages are compressed over https too: what is secret in them, the antiforgery token, is encrypted anew for every answer, so that
        // the lengths of many answers tell nothing about it. Static files are compressed when the shop is built.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "text/css"];
        });
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.Configure<RequestLocalizationOptions>(localization =>
        {
            localization.DefaultRequestCulture = new RequestCulture(PagePreferences.Cultures[0]);
            localization.SupportedCultures = localization.SupportedUICultures = PagePreferences.Cultures;
            localization.RequestCultureProviders = [new CookieRequestCultureProvider(), new BrowserLanguage()];
        });
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/account/login";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // Who may not see a page is not told that it exists.
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                var (request, response) = (context.Request, context.Response);
                var services = context.HttpContext.RequestServices;
                if (services.GetRequiredService<CurrentSession>().State?.Admin == AdminRight.Withheld)
                {
                    response.Redirect(LoginLinks.With(ProofFirst.Page, HttpMethods.IsGet(request.Method)
                        ? request.PathBase + request.Path + request.QueryString
                        : "/manage"));
                }
                else
                {
                    services.GetRequiredService<SecurityLog>().Forbidden(context.HttpContext.User.ShopperId());
                    response.StatusCode = StatusCodes.Status404NotFound;
                }
                return Task.CompletedTask;
            };
        });
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PreventDuplicates = false;
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.MaximumOpacity = 100; // the page would show through the words
            mud.SnackbarConfiguration.ShowTransitionDuration = mud.SnackbarConfiguration.HideTransitionDuration = 300;
        });
        services.AddSingleton<FragmentCache>();
        services.AddSingleton<Sitemap>();
        services.AddSingleton<ThemeSheet>();
        services.AddTransient<MudLocalizer, MudWords>();
        services.AddScoped<PagePreferences>();
        services.AddScoped<CartState>();
        services.AddScoped<ToastService>();
        services.AddSingleton<AddToCartNotices>();
        services.AddScoped<RefusalMessages>();
        builder.AddMails();
        builder.AddAccountPages();
    }

    /// <summary>
    /// Errors become pages that lead on. Stands before routing, for an error page is found by routing again; the API has answered
    /// its own errors before this sees them.
    /// </summary>
    public static void UsePages(this WebApplication app)
    {
        app.UseResponseCompression();
        var dialect = app.Services.GetRequiredService<Dialect>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = error => error.FindDbException() is { } dbError && dialect.IsUnavailable(dbError)
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // The page that explains a refused form is read, not sent once more.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        app.UseRequestLocalization();
        app.Use(PlainPage.AnswerOverloadAsync); // in the visitor's language
    }

    /// <summary>
    /// A form whose token is not (any more) this visitor's is refused as a page that leads on; the framework would write its own sentence.
    /// Stands behind the antiforgery check.
    /// </summary>
    public static void RefuseStaleForms(this WebApplication app) => app.Use((context, next) =>
    {
        var isExplained = context.Features.Get<IStatusCodeReExecuteFeature>() is not null; // this is the page that leads on
        if (isExplained || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    public static void MapPages(this WebApplication app)
    {
        PagePreferences.Map(app);
        ThemeSheet.Map(app);
        AddToCartForm.Map(app);
        SearchSuggestions.Map(app);
        StatementCsv.Map(app);
        Sitemap.Map(app);
        PictureEndpoint.Map(app);
        AccountDownload.Map(app);
        PasskeyChallenge.Map(app);
        RankingsDownload.Map(app);
        OverviewDownload.Map(app);
        ProductsDownload.Map(app);
        NamedPictureUpload.Map(app);
        // A compressed web socket keeps its windows: 290 KB for each circuit, to save a few on the wire.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
    }
}
