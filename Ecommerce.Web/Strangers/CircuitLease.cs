namespace Ecommerce.Web.Strangers;

/// <summary>
/// Lives in the circuit's scope, and so as long as the circuit, and holds its place. It is made while the circuit is: with the visitor's
/// state, which the framework asks the new scope for. A handler of the circuit would come too late, with its first components.
/// </summary>
public sealed class CircuitLease(CircuitPlaces places) : IDisposable
{
    /// <summary>Null in the scope of a request, which is no circuit's.</summary>
    public CircuitPlace? Place { get; } = places.Accept();

    public void Dispose() => Place?.Dispose();
}
