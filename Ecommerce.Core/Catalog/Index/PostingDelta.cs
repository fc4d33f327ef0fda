namespace Ecommerce.Core.Catalog.Index;

/// <summary>What changes in the postings: first products lose terms, then they get terms.</summary>
internal sealed class PostingDelta
{
    private readonly Dictionary<int, Dictionary<long, Change>> blocks = [];

    /// <summary>The changes of each block, by term.</summary>
    public IReadOnlyDictionary<int, Dictionary<long, Change>> Blocks => blocks;

    /// <summary>What the index may know the product by.</summary>
    public void Remove(int id, string text, long categoryId)
    {
        foreach (var term in TermsOf(text, categoryId)) Of(id, term).Remove(id % PostingBlock.Size);
    }

    /// <summary>Whether it is sold out is told by <see cref="Add"/> alone.</summary>
    public void ClearStock(int id) => Of(id, ProductTerms.SoldOut).Remove(id % PostingBlock.Size);

    public void Add(IndexedProduct product, bool stockAlone)
    {
        if (product.IsSoldOut) Of(product.Id, ProductTerms.SoldOut).Add(product.Id % PostingBlock.Size);
        if (stockAlone || product.Text is not { } text) return;
        foreach (var term in TermsOf(text, product.CategoryId)) Of(product.Id, term).Add(product.Id % PostingBlock.Size);
    }

    private static IEnumerable<long> TermsOf(string text, long categoryId) =>
        ProductTerms.OfText(text).Append(ProductTerms.Published).Append(ProductTerms.OfCategory(categoryId));

    private Change Of(int id, long term)
    {
        var block = id / PostingBlock.Size;
        if (!blocks.TryGetValue(block, out var terms)) blocks.Add(block, terms = []);
        if (!terms.TryGetValue(term, out var change)) terms.Add(term, change = new());
        return change;
    }

    /// <summary>What changes in one row: places within its block.</summary>
    internal sealed class Change
    {
        private readonly List<ushort> removed = [];
        private readonly List<ushort> added = [];

        public void Remove(int offset) => Note(removed, offset);

        public void Add(int offset) => Note(added, offset);

        public void Apply(Span<ulong> bits)
        {
            foreach (var offset in removed) PostingBlock.Clear(bits, offset);
            foreach (var offset in added) PostingBlock.Set(bits, offset);
        }

        /// <summary>A text has a term many times, one after the other.</summary>
        private static void Note(List<ushort> offsets, int offset)
        {
            if (offsets.Count == 0 || offsets[^1] != offset) offsets.Add((ushort)offset);
        }
    }
}
