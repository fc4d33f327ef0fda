using System.Reflection;
using Ecommerce.Core.Data;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Jobs.Hangfire;

namespace Ecommerce.Tests.Jobs;

/// <summary>What the scheduler's storages go by. They tell nobody, so it is read where they keep it; no server is needed.</summary>
public sealed class StoragesTests
{
    [Theory]
    [InlineData(DatabaseProvider.Postgres, "Host=db;Database=shop", "InvisibilityTimeout")]
    [InlineData(DatabaseProvider.SqlServer, "Server=db;Database=shop", "SlidingInvisibilityTimeout")]
    public void A_dead_instances_job_is_free_after_the_time_that_was_set(
        DatabaseProvider provider, string connectionString, string option) =>
        Assert.Equal(TimeSpan.FromSeconds(7), OptionsOf(provider, connectionString, option));

    /// <summary>On SQL Server the time that was set is renewed by its name already.</summary>
    [Fact]
    public void A_living_instances_job_is_not_free_however_long_it_takes() =>
        Assert.Equal(true, OptionsOf(DatabaseProvider.Postgres, "Host=db;Database=shop", "UseSlidingInvisibilityTimeout"));

    private static object? OptionsOf(DatabaseProvider provider, string connectionString, string name)
    {
        var storage = Storages.Create(
            new DatabaseOptions { Provider = provider, ConnectionString = connectionString }, new JobsOptions { TakeOverSeconds = 7 });
        var options = storage.GetType().GetProperty("Options", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(storage)!;
        return options.GetType().GetProperty(name)!.GetValue(options);
    }
}
