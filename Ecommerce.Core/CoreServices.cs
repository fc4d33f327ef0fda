using Ecommerce.Core.Addresses;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Import;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Data.Locking;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Mails;
using Ecommerce.Core.Identity.SecondFactor;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.DataProtection;
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
        builder.AddEvents();
        builder.AddDataPlatform();
        builder.AddJobs();
        return builder;
    }

    private static void AddStore(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StoreClock>();
        builder.AddCheckedOptions<StoreSettings>(StoreSettings.Section);
        builder.AddCheckedOptions<CatalogOptions>(CatalogOptions.Section);
        builder.AddCheckedOptions<StockOptions>(StockOptions.Section);
        builder.AddCheckedOptions<PictureOptions>(PictureOptions.Section);
        builder.AddCheckedOptions<WalletOptions>(WalletOptions.Section);
        builder.AddCheckedOptions<FulfilmentOptions>(FulfilmentOptions.Section);
        builder.AddCheckedOptions<FirstAdminOptions>(FirstAdminOptions.Section);
        builder.AddCheckedOptions<SeedOptions>(SeedOptions.Section)
            .Configure(
                seed => seed.Demo = builder.Configuration.GetValue($"{SeedOptions.Section}:Demo", builder.Environment.IsDevelopment()));
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
        services.AddShopDatabase();
        services.AddSingleton<ShopContextFactory>();
        services.AddSingleton<IDbContextFactory<ShopContext>>(provider => provider.GetRequiredService<ShopContextFactory>());
        services.AddSingleton<PreparedReads>();
        services.AddScoped<ShopContext>(provider => provider.GetRequiredService<ShopContextFactory>().CreateDbContext());
        services.AddSingleton<UnitParts>();
        services.AddSingleton<ShopTransaction>();
        services.AddSingleton<AdminTransaction>();
        builder.AddCheckedOptions<BatchOptions>(BatchOptions.Section);
        builder.AddLocking();
        services.AddSingleton<OperationBatches>();
        services.AddSingleton<DatabaseReadiness>();
        services.AddSingleton<DatabaseStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStartup>());
        services.AddScoped<ISeed, AccountSeed>();
        services.AddScoped<ISeed, DemoCatalogSeed>();
        services.AddScoped<DemoHistory>();
        services.AddScoped<LoadSeed>();
    }

    private static void AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ILookupNormalizer, EmailNormalizer>(); // before Identity adds its own
        builder.Services
            .AddIdentityCore<Shopper>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = ""; // the name is the address, which EmailValidator checks
                identity.Lockout.AllowedForNewUsers = true;
                identity.Lockout.MaxFailedAccessAttempts = int.MaxValue; // LoginAttempts counts; a lock is an admin's
                identity.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequiredUniqueChars = 1,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireNonAlphanumeric = false,
                    RequireUppercase = false,
                };
            })
            .AddRoles<IdentityRole<long>>()
            .AddEntityFrameworkStores<ShopContext>()
            .AddUserStore<ShopperStore>()
            .AddUserValidator<EmailValidator>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders();
        builder.AddSecondFactor();
        builder.AddCheckedOptions<LoginSessionOptions>(LoginSessionOptions.Section);
        builder.AddCheckedOptions<LoginLimits>(LoginLimits.Section)
            .Configure(limits => limits.Enabled = builder.Configuration.GetValue("RateLimits:Enabled", true));
        builder.Services.AddSingleton<LoginAttempts>();
        builder.Services.AddScoped<CurrentSession>();
        builder.Services.AddSingleton<SessionStatements>();
        builder.Services.AddSingleton<SessionQueries>();
        builder.Services.AddSingleton<SessionRegister>();
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordRules.HashIterations);
        builder.Services.AddSingleton<ShopperAdmin>();
        builder.Services.AddSingleton<ShopperLanguage>();
        builder.Services.AddSingleton<LockAccount>();
        builder.Services.AddSingleton<LogOutShopper>();
        builder.Services.AddSingleton<ShopperNotes>();
        builder.Services.AddSingleton<AccountDeletion>();
        builder.Services.AddSingleton<AccountExports>();
        builder.Services.AddSingleton<RequestMail>();
        // In the database, so that every instance reads the cookies and tokens that any of them issued.
        builder.Services.AddDataProtection().SetApplicationName("Ecommerce").PersistKeysToDbContext<ShopContext>();
        builder.AddKeyCertificate();
    }

    private static void AddSecondFactor(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<SecondFactorOptions>(FirstAdminOptions.Section).Configure<IHostEnvironment, IOptions<SeedOptions>>(
            (admin, environment, seed) => admin.RequireSecondFactor = builder.Configuration.GetValue(
                $"{FirstAdminOptions.Section}:{nameof(SecondFactorOptions.RequireSecondFactor)}",
                !environment.IsDevelopment() && !seed.Value.Demo));
        builder.Services.AddSingleton<UsedCodes>();
        builder.Services.AddTransient<AuthenticatorCodes>();
        builder.Services.AddScoped<AuthenticatorSetup>();
        // Last, for whatever adds Identity's endpoints adds its own providers again.
        builder.Services.PostConfigure<IdentityOptions>(identity =>
            identity.Tokens.ProviderMap[TokenOptions.DefaultAuthenticatorProvider] = new(typeof(AuthenticatorCodes)));
    }

    /// <summary>
    /// Takes out the framework's reading of the keys at start, which would hold the start up for as long as the database does; the seed
    /// reads them. To be called last: whatever uses the keys (antiforgery, log-in) registers it again.
    /// </summary>
    public static void RemoveKeyWarmUp(this IServiceCollection services)
    {
        foreach (var warmUp in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(warmUp);
    }

    private static void AddTakingBack(this IServiceCollection services)
    {
        services.AddSingleton<RefundOrder>();
        services.AddSingleton<RefundQueries>();
        services.AddSingleton<AskForReturn>();
        services.AddSingleton<WithdrawReturn>();
        services.AddSingleton<AnswerReturn>();
        services.AddSingleton<ReturnQueries>();
    }

    private static void AddShop(this IServiceCollection services)
    {
        services.AddSingleton<ProductQueries>();
        services.AddSingleton<ProductLookup>();
        services.AddSingleton<CatalogStatements>();
        services.AddSingleton<CatalogWork>();
        services.AddProductIndex();
        services.AddSingleton<ProductListCache>();
        services.AddSingleton<ProductEditor>();
        services.AddSingleton<ProductAdminQueries>();
        services.AddSingleton<CopyProduct>();
        services.AddSingleton<ImportWork>();
        services.AddSingleton<ImportProducts>();
        services.AddSingleton<ProductExport>();
        services.AddSingleton<PictureWork>();
        services.AddSingleton<PictureMaker>();
        services.AddSingleton<PictureFiles>();
        services.AddSingleton<ProductPictures>();
        services.AddSingleton<AddNamedPicture>();
        services.AddSingleton<StockHistory>();
        services.AddSingleton<TakeStock>();
        services.AddSingleton<LowStockWatch>();
        services.AddSingleton<PlanChanges>();
        services.AddSingleton<ApplyChanges>();
        services.AddSingleton<PriceHistory>();
        services.AddSingleton<StockFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<StockFeed>());
        services.AddSingleton<WalletQueries>();
        services.AddSingleton<ChargeWallet>();
        services.AddSingleton<CorrectWallet>();
        services.AddSingleton<CartService>();
        services.AddSingleton<MergeGuestCart>();
        services.AddSingleton<AddressBook>();
        services.AddSingleton<PlaceOrder>();
        services.AddSingleton<CheckoutCart>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<CancelForShopper>();
        services.AddSingleton<ShipOrder>();
        services.AddSingleton<DeliverOrder>();
        services.AddTakingBack();
        services.AddSingleton<OrderQueries>();
        services.AddSingleton<OrderAdmin>();
        services.AddSingleton<SalesByDay>();
        services.AddSingleton<SalesOverview>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<ReconcileBooks>();
        services.AddRanking();
    }

    private static void AddProductIndex(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ListMemory(provider.GetRequiredService<IOptions<CatalogOptions>>().Value));
        services.AddSingleton<IndexStatements>();
        services.AddSingleton<SortStatements>();
        services.AddSingleton<IndexNudge>();
        services.AddSingleton<ProductIndex>();
        services.AddSingleton<ProductOrders>();
        services.AddSingleton<IndexFold>();
        services.AddHostedService<IndexUpkeep>();
    }
}
