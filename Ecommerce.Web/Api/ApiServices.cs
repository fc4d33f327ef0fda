using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Addresses;
using Ecommerce.Web.Admin.Endpoints;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Catalog;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Identity.Sessions;
using Ecommerce.Web.Operations;
using Ecommerce.Web.Ordering;
using Ecommerce.Web.Ranking;
using Ecommerce.Web.Wallets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Api;

/// <summary>The JSON API: its services, its part of the pipeline, its endpoints.</summary>
public static class ApiServices
{
    private const string ByPath = "ByPath";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        // The router must not choose by Content-Type: its 415 would come before the 401, and every endpoint checks for itself. Taken out
        // when all services are there, for whatever maps endpoints adds routing again.
        builder.Host.ConfigureContainer<IServiceCollection>(all =>
            all.Remove(all.Single(service => service.ImplementationType?.Name == "AcceptsMatcherPolicy")));
        services.AddSingleton<IProblemDetailsWriter, ApiProblemWriter>(); // before the framework's own writer
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        builder.AddShopRateLimits();
        services.AddShopOpenApi();

        // The API knows bearer tokens only, the pages cookies only: a foreign site can't ride on a session.
        services.AddAuthentication(ByPath)
            .AddPolicyScheme(ByPath, null, scheme => scheme.ForwardDefaultSelector = context =>
                ApiPaths.IsApi(context) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme)
            .AddBearerToken(IdentityConstants.BearerScheme, bearer => bearer.Events.OnMessageReceived = BearerScheme.ReadTokenAsync)
            .AddIdentityCookies();
        services.AddIdentityCore<Shopper>().AddApiEndpoints();
        builder.AddSessions();
        services.AddAuthorization();
    }

    /// <summary>
    /// What every API request goes through before authentication: refusals become problems, personal answers are not stored.
    /// Exceptions are for <see cref="ApiExceptionHandler"/>.
    /// </summary>
    public static void UseApi(this WebApplication app) => app.UseWhen(ApiPaths.IsApi, api =>
    {
        var security = app.Services.GetRequiredService<SecurityLog>();
        api.Use(async (context, next) =>
        {
            if (ApiPaths.IsPersonal(context.Request.Path)) context.Response.Headers.CacheControl = "no-store";
            context.Response.OnStarting(RemoveCookies, context.Response.Headers);
            await next(context);
            if (context.Response.StatusCode == StatusCodes.Status403Forbidden) security.Forbidden(context.User.ShopperId());
        });
        api.UseStatusCodePages();
        api.Use((context, next) => IsReadable(context.Request)
            ? next(context)
            : throw UnreadableRequest.Query());
        api.Use((context, next) => context.RequestServices.GetRequiredService<DatabaseReadiness>().IsReady
            ? next(context)
            : throw new BadHttpRequestException("Not ready.", StatusCodes.Status503ServiceUnavailable));
    });

    public static void MapApi(this WebApplication app)
    {
        app.MapAuth();
        app.MapBalance();
        app.MapProducts();
        app.MapTopProducts();
        app.MapCart();
        app.MapOrders();
        app.MapReturns();
        app.MapAddresses();
        app.MapAdmin();
        app.MapUnknownAddresses();
    }

    /// <summary>Identity's log-in remembers in a cookie that it asked for a second factor; with a token, nothing reads it.</summary>
    private static Task RemoveCookies(object headers)
    {
        ((IHeaderDictionary)headers).Remove(HeaderNames.SetCookie);
        return Task.CompletedTask;
    }

    private static bool IsReadable(HttpRequest request) =>
        request.Query.All(q => Validation.IsStorable(q.Key) && q.Value.All(value => Validation.IsStorable(value ?? "")));
}
