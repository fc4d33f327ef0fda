using Ecommerce.Core.Addresses;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Events;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data;

/// <summary>
/// The shop's database. One derived context per database product carries its migrations; everything else uses this one.
/// </summary>
public abstract class ShopContext(DbContextOptions options)
    : IdentityDbContext<Shopper, IdentityRole<long>, long>(options), IDataProtectionKeyContext
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<ProductPicture> ProductPictures => Set<ProductPicture>();

    public DbSet<PictureFile> PictureFiles => Set<PictureFile>();

    public DbSet<StockMovement> StockMovements => Set<StockMovement>();

    public DbSet<ScheduledChange> ScheduledChanges => Set<ScheduledChange>();

    public DbSet<PriceChange> PriceChanges => Set<PriceChange>();

    public DbSet<SearchPosting> SearchPostings => Set<SearchPosting>();

    public DbSet<ProductChange> ProductChanges => Set<ProductChange>();

    public DbSet<Wallet> Wallets => Set<Wallet>();

    public DbSet<WalletEntry> WalletEntries => Set<WalletEntry>();

    public DbSet<Cart> Carts => Set<Cart>();

    public DbSet<CartItem> CartItems => Set<CartItem>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderDelivery> OrderDeliveries => Set<OrderDelivery>();

    public DbSet<ShopperAddress> Addresses => Set<ShopperAddress>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<RefundLine> RefundLines => Set<RefundLine>();

    public DbSet<ReturnRequest> Returns => Set<ReturnRequest>();

    public DbSet<PopularProduct> PopularProducts => Set<PopularProduct>();

    public DbSet<RankingDay> RankingDays => Set<RankingDay>();

    public DbSet<ShopEvent> Events => Set<ShopEvent>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<JobRunRecord> JobRuns => Set<JobRunRecord>();

    public DbSet<AdminAction> AdminActions => Set<AdminAction>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<LoginFailure> LoginFailures => Set<LoginFailure>();

    public DbSet<ShopperNote> ShopperNotes => Set<ShopperNote>();

    public DbSet<LoginSession> Sessions => Set<LoginSession>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>().HavePrecision(3);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserPasskey<long>>(); // left out by the base class; see PasskeyTable
        builder.ApplyConfigurationsFromAssembly(typeof(ShopContext).Assembly);
        builder.ShortenIdentityKeys();
        builder.UseSnakeCase();
    }
}
