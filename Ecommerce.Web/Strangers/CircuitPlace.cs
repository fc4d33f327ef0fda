namespace Ecommerce.Web.Strangers;

/// <summary>A circuit's place among those of its address.</summary>
public sealed class CircuitPlace(IDisposable place, Func<IDisposable> away) : IDisposable
{
    private IDisposable? absence;

    /// <summary>A circuit has it, and gives it back at its end.</summary>
    public bool IsAccepted { get; set; }

    public void Leave() => absence ??= away();

    public void Return()
    {
        absence?.Dispose();
        absence = null;
    }

    public void Dispose()
    {
        Return();
        place.Dispose();
    }
}
