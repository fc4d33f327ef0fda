using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>All callers of a test come from one address, or from none; here they say which one they come from.</summary>
public sealed class AddressFromHeader : IStartupFilter
{
    public const string Name = "X-Address-Of-Test";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Name].FirstOrDefault() ?? "10.9.9.9");
            return rest(context);
        });
        next(app);
    };
}
