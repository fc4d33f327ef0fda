namespace Ecommerce.Core.Data.Seeding;

/// <summary>
/// Puts what has to be there into a migrated database. Runs at every start, one instance at a time: adds only what is missing.
/// </summary>
public interface ISeed
{
    Task RunAsync(CancellationToken cancellationToken);
}
