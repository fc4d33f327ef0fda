using Ecommerce.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Core.Events;

public static class EventServices
{
    public static void AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventNudge>();
        builder.Services.AddSingleton<DeliveryQueue>();
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddSingleton<MailDeliveries>();
        if (builder.RunsJobs()) builder.Services.AddHostedService<DeliveryStarter>();
    }
}
