using Ecommerce.Core.Books;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Dialects;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core;

/// <summary>Everything behind the pages and endpoints, area by area.</summary>
public static class CoreServices
{
    public static IHostApplicationBuilder AddShopCore(this IHostApplicationBuilder builder)
    {
        builder.AddStore();
        builder.AddShopDatabase();
        builder.AddAccounts();
        builder.Services.AddShop();
        builder.AddDataPlatform();
        builder.AddJobs();
        return builder;
    }

    private static void AddStore(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StoreClock>();
        builder.AddCheckedOptions<StoreSettings>(StoreSettings.Section);
        builder.AddCheckedOptions<WalletOptions>(WalletOptions.Section);
        builder.AddCheckedOptions<FirstAdminOptions>(FirstAdminOptions.Section);
        builder.AddCheckedOptions<SeedOptions>(SeedOptions.Section)
            .Configure(seed => seed.Demo = builder.Configuration.GetValue($"{SeedOptions.Section}:Demo", builder.Environment.IsDevelopment()));
    }

    private static void AddShopDatabase(this IHostApplicationBuilder builder)
    {
        var defaultFile = Path.Combine(builder.Environment.ContentRootPath, "App_Data", "shop.db");
        builder.AddCheckedOptions<DatabaseOptions>(DatabaseOptions.Section).Configure(database =>
        {
            database.ConnectionString = builder.Configuration.GetConnectionString("Shop");
            if (database.Provider == DatabaseProvider.Sqlite && string.IsNullOrWhiteSpace(database.ConnectionString))
                database.ConnectionString = $"Data Source={defaultFile}";
        });

        var services = builder.Services;
        services.AddSingleton<SqliteWriterQueue>();
        services.AddSingleton<ShopContextFactory>();
        services.AddSingleton<IDbContextFactory<ShopContext>>(provider => provider.GetRequiredService<ShopContextFactory>());
        services.AddSingleton<PreparedReads>();
        services.AddScoped<ShopContext>(provider => provider.GetRequiredService<ShopContextFactory>().CreateDbContext());
        services.AddSingleton<Dialect>(provider => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider switch
        {
            DatabaseProvider.SqlServer => new SqlServerDialect(),
            DatabaseProvider.Postgres => new PostgresDialect(),
            _ => new SqliteDialect(),
        });
        services.AddSingleton<ITransactionRunner>(provider => provider.GetRequiredService<Dialect>() is SqliteDialect
            ? ActivatorUtilities.CreateInstance<SqliteTransactionRunner>(provider)
            : ActivatorUtilities.CreateInstance<ServerTransactionRunner>(provider));
        services.AddSingleton<ShopTransaction>();
        services.AddSingleton<DatabaseReadiness>();
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStartup>());
        services.AddScoped<ISeed, AccountSeed>();
        services.AddScoped<ISeed, DemoCatalogSeed>();
        services.AddScoped<LoadSeed>();
    }

    private static void AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddIdentityCore<Shopper>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Lockout.AllowedForNewUsers = true;
                identity.Password.RequiredLength = 8;
            })
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<ShopContext>()
            .AddUserStore<ShopperStore>()
            .AddDefaultTokenProviders();
        builder.Services.AddSingleton<ShopperAdmin>();
        builder.Services.AddSingleton<AccountDeletion>();
        builder.Services.AddSingleton<AccountExports>();
        builder.Services.AddDataProtection().SetApplicationName("Ecommerce");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new DataProtectionKeys(provider.GetRequiredService<IDbContextFactory<ShopContext>>())));
    }

    private static void AddShop(this IServiceCollection services)
    {
        services.AddSingleton<ProductQueries>();
        services.AddSingleton<CatalogStatements>();
        services.AddSingleton<CatalogPages>();
        services.AddSingleton<ProductEditor>();
        services.AddSingleton<ProductShelf>();
        services.AddSingleton<StockHistory>();
        services.AddSingleton<StockFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<StockFeed>());
        services.AddSingleton<WalletQueries>();
        services.AddSingleton<OpenWallets>();
        services.AddSingleton<ChargeWallet>();
        services.AddSingleton<CartService>();
        services.AddSingleton<MergeGuestCart>();
        services.AddSingleton<Purchase>();
        services.AddSingleton<PlaceOrder>();
        services.AddSingleton<CheckoutCart>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<OrderAdmin>();
        services.AddSingleton<SalesToday>();
        services.AddSingleton<Reconciliation>();
        services.AddRanking();
    }
}
