using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.DataPlatform;

public static class DataPlatformServices
{
    public static void AddDataPlatform(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<DataPlatformOptions>(DataPlatformOptions.Section);
        services.AddHttpClient<HttpSink>(http => http.Timeout = Timeout.InfiniteTimeSpan) // the dispatcher sets the time for each delivery
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirected POST arrives as a GET without its body, and is answered with 200
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // follows the platform's address when it moves
            })
            .RemoveAllLoggers();
        var root = builder.Environment.ContentRootPath;
        services.AddSingleton<IDataPlatformSink>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<DataPlatformOptions>>().Value;
            return string.IsNullOrEmpty(options.Endpoint)
                ? new FileSink(Path.Combine(root, options.File))
                : provider.GetRequiredService<HttpSink>();
        });
        services.AddSingleton<IEventDestination, DataPlatformDestination>();
        services.AddSingleton<OutboxAdmin>();
    }
}
