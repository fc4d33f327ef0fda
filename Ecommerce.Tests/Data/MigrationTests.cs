using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Data;

public sealed class MigrationTests
{
    public static TheoryData<string> Providers => [.. Enum.GetNames<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_migrations_describe_the_model_as_it_is(string provider)
    {
        using var db = OfflineContexts.Create(Enum.Parse<DatabaseProvider>(provider));

        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration for each database: docs/operations.md, \"Migrations\".");
    }
}
