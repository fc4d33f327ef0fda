using System.Diagnostics.Metrics;
using Ecommerce.Core.Operations;

namespace Ecommerce.Tests.Infrastructure;

public static class TestMeters
{
    /// <summary>A listener to the shop's own instruments of this kind; to be given its callbacks and started.</summary>
    public static MeterListener ListenTo<TInstrument>(this TestShop shop)
        where TInstrument : Instrument
    {
        _ = shop.Get<ShopMetrics>(); // makes its instruments
        var meters = shop.Get<IMeterFactory>();
        return new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument is TInstrument && instrument.Meter.Scope == meters && instrument.Meter.Name == ShopMetrics.MeterName)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
    }
}
