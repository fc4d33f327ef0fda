using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Operations;

/// <summary>The shop's public address, and the names that it answers to.</summary>
public static class PublicHosts
{
    private const string AllowedHosts = "AllowedHosts";
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddPublicAddress(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<PublicAddress>();
        services.AddOptions<StoreSettings>().Validate<IHostEnvironment, IOptions<MailOptions>, IOptions<SeedOptions>>(
            (store, environment, mail, seed) => !string.IsNullOrEmpty(store.Url)
                || string.IsNullOrEmpty(mail.Value.Host) || environment.IsDevelopment() || seed.Value.Demo,
            "Store:Url is missing: links in mails begin with it. Set the shop's public address, such as https://shop.example.");

        // The framework would look at every request's host; here the probes of a load balancer are let through.
        services.Remove(services.Single(service => service.ImplementationType?.Name == "HostFilteringStartupFilter"));
        services.AddOptions<HostFilteringOptions>().Configure<PublicAddress, IConfiguration, IHostEnvironment>(
            (hosts, address, configuration, environment) =>
            {
                if (!string.IsNullOrEmpty(configuration[AllowedHosts]) || address.Host is null) return; // the framework reads the option
                hosts.AllowedHosts = environment.IsDevelopment() ? [address.Host, .. Loopback] : [address.Host];
            });
    }

    /// <summary>Answers 400 to a request for another site. Health is asked for by the machine's address.</summary>
    public static void UsePublicHosts(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment() && !app.Services.GetRequiredService<PublicAddress>().IsSet)
            app.Logger.LogWarning(
                "Store:Url is not set: sitemap, canonical addresses and previews name the address that the shop listens at.");
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments(HealthEndpoints.Prefix),
            shop => shop.UseHostFiltering());
        app.Use((context, next) =>
        {
            context.Response.OnStarting(LeaveOutHost, context);
            return next(context);
        });
    }

    /// <summary>A redirection within the shop names no host: a cache would keep the one that a request came with.</summary>
    private static Task LeaveOutHost(object state)
    {
        var (request, headers) = (((HttpContext)state).Request, ((HttpContext)state).Response.Headers);
        var own = $"{request.Scheme}://{request.Host}/";
        if (headers.Location.ToString() is { } location && location.StartsWith(own, StringComparison.OrdinalIgnoreCase)
            && !location.AsSpan(own.Length).StartsWith("/"))
            headers.Location = location[(own.Length - 1)..];
        return Task.CompletedTask;
    }
}
