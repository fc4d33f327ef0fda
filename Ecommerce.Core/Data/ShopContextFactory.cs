using System.Data.Common;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Data;

/// <summary>Makes contexts for the configured database: one per operation, never shared.</summary>
public sealed class ShopContextFactory : IDbContextFactory<ShopContext>
{
    private readonly ShopDatabase database;
    private readonly DbContextOptions options;

    public ShopContextFactory(ShopDatabase database, ILoggerFactory loggers)
    {
        this.database = database;
        var builder = new DbContextOptionsBuilder().UseLoggerFactory(loggers)
            // Whoever catches the error logs it, or knows better: SQL Server's words quote the e-mail address that is taken.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.SaveChangesFailed));
        database.Configure(builder);
        options = builder.Options;
    }

    public ShopContext CreateDbContext() => database.CreateContext(options);

    /// <summary>A context that works inside an open transaction.</summary>
    internal ShopContext CreateIn(DbTransaction transaction)
    {
        var db = CreateDbContext();
        db.Database.AutoSavepointsEnabled = false; // a failed unit is rolled back as a whole
        db.Database.SetDbConnection(transaction.Connection);
        db.Database.UseTransaction(transaction);
        return db;
    }
}
