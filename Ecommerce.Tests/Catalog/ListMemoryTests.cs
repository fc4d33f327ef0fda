using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog;

public sealed class ListMemoryTests
{
    [Theory]
    [InlineData(100, 0, 5)]
    [InlineData(777, 0, 200)]
    [InlineData(1000, 3, 10)]
    [InlineData(1500, 100, 40)]
    [InlineData(300, 10_000, 0)]
    public void Lists_are_counted_with_what_they_take(int lists, int ids, int words)
    {
        var memory = new ListMemory(long.MaxValue);
        for (var i = 0; i < lists; i++) memory.Keep(List($"{i}".PadLeft(words), ids));

        var truth = ObjectSizes.Of(memory);

        Assert.InRange(memory.Size, truth * 0.8, truth * 1.2);
    }

    [Fact]
    public void What_nobody_asked_for_longest_makes_room()
    {
        var (a, b, c) = (List("a", 100), List("b", 100), List("c", 100));
        var memory = new ListMemory(a.Size * 2);
        memory.Keep(a);
        memory.Keep(b);
        Assert.Same(a, memory.Find(a.Key));

        memory.Keep(c);

        Assert.Null(memory.Find(b.Key));
        Assert.Same(a, memory.Find(a.Key));
        Assert.Same(c, memory.Find(c.Key));
        Assert.Equal(a.Size * 2, memory.Size);
    }

    [Fact]
    public void A_newer_list_takes_the_place_of_the_older_and_one_that_is_too_large_is_not_kept()
    {
        var memory = new ListMemory(2000);
        memory.Keep(List("a", 100));
        var newer = List("a", 50);
        memory.Keep(newer);
        memory.Keep(List("b", 1000));

        Assert.Same(newer, memory.Find(newer.Key));
        Assert.Equal(newer.Size, memory.Size);
        Assert.Null(memory.Find(List("b", 0).Key));
    }

    [Fact]
    public void By_default_all_lists_together_take_32_MB() => Assert.Equal(32, new CatalogOptions().ListMegabytes);

    private static KnownList List(string words, int ids) =>
        new(new ListKey(words, "", ProductSort.Newest, InStock: false), default, new int[ids]);
}
