using Ecommerce.Core.Catalog.Index;

namespace Ecommerce.Tests.Catalog.Index;

public sealed class ProductSetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)] // as many as take all the bits
    [InlineData(PostingBlock.Size)]
    public void A_block_is_read_as_it_was_written(int count)
    {
        var bits = new ulong[PostingBlock.Words];
        var random = new Random(count);
        foreach (var offset in Enumerable.Range(0, PostingBlock.Size).OrderBy(_ => random.Next()).Take(count))
            PostingBlock.Set(bits, offset);

        var bytes = PostingBlock.Encode(bits);
        var read = new ulong[PostingBlock.Words];
        PostingBlock.Decode(bytes, read);

        Assert.Equal(bits, read);
        Assert.Equal(Math.Min(count * 2, PostingBlock.MaxLength), bytes.Length);
    }

    [Fact]
    public void A_set_is_what_a_set_of_numbers_is()
    {
        var random = new Random(1);
        var (one, other) = (Draw(), Draw());
        var (set, second) = (Of(one), Of(other));
        Assert.Equal(one.OrderDescending(), set.Descending());
        Assert.Equal(one.Count, set.Count);

        set.IntersectWith(second);
        one.IntersectWith(other);
        Assert.Equal(one.OrderDescending(), set.Descending());

        second.ExceptWith(set);
        other.ExceptWith(one);
        foreach (var id in other.Take(20).ToList()) Assert.True(other.Remove(id) && second.Contains(id));
        foreach (var id in Of(other).Descending()) Assert.True(second.Contains(id));
        Assert.False(set.Contains(int.MaxValue));

        HashSet<int> Draw() => [.. Enumerable.Range(0, 3000).Select(_ => random.Next(1, random.Next(2, 200_000)))];
    }

    [Fact]
    public void A_word_s_terms_are_terms_of_every_text_with_it()
    {
        foreach (var word in new[] { "가", "의자", "스타일", "ab", "a", "😀", "x😀y", "100%", "스테인리스" })
            Assert.Subset(ProductTerms.OfText($"앞{word}뒤").ToHashSet(), ProductTerms.OfWord(word).ToHashSet());
    }

    private static ProductSet Of(IEnumerable<int> ids)
    {
        var set = new ProductSet();
        foreach (var id in ids) set.Add(id);
        return set;
    }
}
