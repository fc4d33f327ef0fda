using Ecommerce.Core.Data;
using Ecommerce.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Tests.Data;

public sealed class MigrationTests
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_migrations_describe_the_model_as_it_is(DatabaseProvider provider)
    {
        using var db = OfflineContexts.Create(provider);

        Assert.False(
            db.Database.HasPendingModelChanges(), "Add a migration for each database: CONTRIBUTING.md, \"The database's schema\".");
    }

    /// <summary>
    /// A migration that ran somewhere never changes again, neither by an edit of its file nor by code that it refers to. The SQL of a new
    /// one is kept by <c>ECOMMERCE_UPDATE_DOCS=1 dotnet test Ecommerce.Tests --filter MigrationTests</c>, which leaves
    /// the older ones alone.
    /// </summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public void Each_migration_still_makes_the_schema_that_it_made(DatabaseProvider provider)
    {
        using var db = OfflineContexts.Create(provider);
        var before = Migration.InitialDatabase;
        foreach (var migration in db.Database.GetMigrations())
        {
            var script = db.GetService<IMigrator>().GenerateScript(before, migration, MigrationsSqlGenerationOptions.NoTransactions)
                .ReplaceLineEndings("\n");
            before = migration;
            var path = Path.Combine(Repository.Root, "Ecommerce.Tests", "Data", "Migrations", $"{provider}.{migration}.sql");
            if (!File.Exists(path) && Environment.GetEnvironmentVariable("ECOMMERCE_UPDATE_DOCS") == "1")
                File.WriteAllText(path, WithoutVersion(script));

            Assert.True(File.Exists(path), $"Keep the SQL of {migration} on {provider}: CONTRIBUTING.md, \"The database's schema\".");
            Assert.Equal(File.ReadAllText(path), WithoutVersion(script));
        }
    }

    /// <summary>The version of EF, which stands in each row of the history, may change.</summary>
    private static string WithoutVersion(string script) =>
        script.Replace($"'{ProductInfo.GetVersion()}'", "'EF'", StringComparison.Ordinal);
}
