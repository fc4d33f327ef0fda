using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// Lets a circuit begin when its address has a place for it. Who gets none is told that there is no circuit, and keeps the page as it is.
/// </summary>
public sealed class CircuitStarts(CircuitPlaces places, SecurityLog security) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var http = invocationContext.Context.GetHttpContext();
        var socket = http?.Items[typeof(WatchedSocket)] as WatchedSocket;
        switch (invocationContext.HubMethodName)
        {
            case "StartCircuit" or "ResumeCircuit":
                var place = places.Offer(http is null ? CallerAddress.Of(address: null) : CallerAddress.Of(http));
                if (place is null)
                {
                    security.CircuitRefused("circuits");
                    socket?.HasBegun();
                    return null;
                }

                try
                {
                    var circuit = await next(invocationContext);
                    if (circuit is not null) socket?.HasBegun();
                    return circuit;
                }
                finally
                {
                    if (!place.IsAccepted) place.Dispose();
                }

            case "ConnectCircuit":
                var found = await next(invocationContext);
                if (found is true) socket?.HasBegun();
                return found;
            default:
                return await next(invocationContext);
        }
    }
}
