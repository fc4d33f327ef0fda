using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Contracts;

/// <summary>
/// What has to hold on every database, with one instance of the shop and with several. A subject is an abstract class of its own with a
/// sealed one for each setting; those for SQL Server skip themselves where there is none (ECOMMERCE_TEST_SQLSERVER).
/// </summary>
public abstract class ShopContract(TestDatabases databases, DatabaseProvider provider, int instances)
{
    protected DatabaseProvider Provider => provider;

    protected async Task<ShopInstances> StartAsync(
        Action<IServiceCollection>? configure = null, params (string Key, string? Value)[] settings)
    {
        var connectionString = await databases.CreateAsync(provider);
        var shops = new List<TestShop>();
        while (shops.Count < instances)
            shops.Add(await TestShop.StartOnAsync(connectionString, provider, configure: configure, settings: settings));
        return new ShopInstances(shops);
    }
}
