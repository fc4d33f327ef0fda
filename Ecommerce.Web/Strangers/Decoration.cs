namespace Ecommerce.Web.Strangers;

internal static class Decoration
{
    /// <summary>Puts something around a service that was registered before, as long-lived as it is.</summary>
    public static void Decorate<T>(this IServiceCollection services, Func<T, IServiceProvider, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        services.Add(new ServiceDescriptor(typeof(T), provider => around((T)Make(inner, provider), provider), inner.Lifetime));
    }

    private static object Make(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance
        ?? service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);
}
