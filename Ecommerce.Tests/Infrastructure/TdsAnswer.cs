namespace Ecommerce.Tests.Infrastructure;

/// <param name="Row">The columns, int or long, of the one row that is answered, if any.</param>
/// <param name="Error">The error's number; 0 for none.</param>
public sealed record TdsAnswer(object[]? Row = null, int Error = 0, bool EndsTransaction = false)
{
    public static readonly TdsAnswer Done = new();

    /// <summary>None, as of a statement that waits for a lock.</summary>
    public static readonly TdsAnswer Silence = new(Error: -1);

    public static readonly TdsAnswer Deadlock = new(Error: 1205, EndsTransaction: true);
}
