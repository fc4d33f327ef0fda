namespace Ecommerce.Core.Common;

/// <summary>Which page of a list is asked for. Refused: a page below 1, a limit outside 1 to <see cref="MaxLimit"/>.</summary>
public readonly record struct PageRequest(int Page, int Limit)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    public PageRequest()
        : this(1, DefaultLimit)
    {
    }

    /// <summary>Rows before the page; beyond what a database can skip, a number that is past any list's end.</summary>
    public int Skip => (int)Math.Min((Page - 1L) * Limit, int.MaxValue);

    public Page<T> Of<T>(IReadOnlyList<T> items, int total) => new(items, Page, Limit, total);

    public ValidationFailed? Check()
    {
        var validation = new Validation();
        validation.Require(Page >= 1, "page", "Must be an integer from 1.");
        validation.Require(Limit is >= 1 and <= MaxLimit, "limit", $"Must be an integer from 1 to {MaxLimit}.");
        return validation.Failure;
    }
}

/// <summary>One page of a list whose order is total. A page past the end has no items.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Limit, int Total)
{
    public int TotalPages => (int)((Total + (long)Limit - 1) / Limit);
}
