namespace Ecommerce.Web.Strangers;

/// <summary>How many things of one kind each address holds at the moment. An address that holds none takes no memory.</summary>
public sealed class HeldPlaces
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> held = [];

    /// <summary>How many the address holds.</summary>
    public int Of(string address)
    {
        lock (gate) return held.GetValueOrDefault(address);
    }

    /// <summary>A place, which its disposal gives back; null when the address holds <paramref name="limit"/> (0 is no limit).</summary>
    public IDisposable? Take(string address, int limit)
    {
        lock (gate)
        {
            var count = held.GetValueOrDefault(address);
            if (limit > 0 && count >= limit) return null;
            held[address] = count + 1;
        }

        return new Place(this, address);
    }

    private void GiveBack(string address)
    {
        lock (gate)
        {
            if (held[address] == 1) held.Remove(address);
            else held[address]--;
        }
    }

    private sealed class Place(HeldPlaces places, string address) : IDisposable
    {
        private bool isGivenBack;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isGivenBack, true)) places.GiveBack(address);
        }
    }
}
