using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Ecommerce.Web.Strangers;

/// <summary>Tells the circuit's place when its connection is lost and found.</summary>
public sealed class PlacedCircuit(CircuitLease lease) : CircuitHandler
{
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lease.Place?.Leave();
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lease.Place?.Return();
        return Task.CompletedTask;
    }
}
