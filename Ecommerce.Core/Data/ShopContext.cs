using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data;

/// <summary>
/// The shop's database. One derived context per database product carries its migrations; everything else uses this one.
/// </summary>
public abstract class ShopContext(DbContextOptions options) : IdentityDbContext<Shopper, IdentityRole<long>, long>(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<StockMovement> StockMovements => Set<StockMovement>();

    public DbSet<Wallet> Wallets => Set<Wallet>();

    public DbSet<WalletEntry> WalletEntries => Set<WalletEntry>();

    public DbSet<Cart> Carts => Set<Cart>();

    public DbSet<CartItem> CartItems => Set<CartItem>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<PopularProduct> PopularProducts => Set<PopularProduct>();

    public DbSet<RankingDay> RankingDays => Set<RankingDay>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>().HavePrecision(3);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly);
        builder.UseSnakeCase();
    }
}
