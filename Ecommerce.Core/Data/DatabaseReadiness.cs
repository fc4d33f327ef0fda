namespace Ecommerce.Core.Data;

/// <summary>Whether the database is there, migrated and seeded; until then the shop answers that it is unavailable.</summary>
public sealed class DatabaseReadiness
{
    private volatile bool ready;

    public bool IsReady => ready;

    internal void MarkReady() => ready = true;
}
