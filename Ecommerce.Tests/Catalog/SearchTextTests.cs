using Ecommerce.Core.Catalog;

namespace Ecommerce.Tests.Catalog;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("  무선  마우스 ", new[] { "무선", "마우스" })]
    [InlineData("Desk LAMP desk", new[] { "desk", "lamp" })]
    [InlineData("\u1112\u1161\u11ab", new[] { "한" })]
    [InlineData("ＬＡＭＰ", new[] { "lamp" })]
    [InlineData("a\u3000b\tc\nd", new[] { "a", "b", "c", "d" })]
    [InlineData("1 2 3 4 5 6 7 8 9", new[] { "1", "2", "3", "4", "5", "6", "7", "8" })]
    [InlineData("\uFEFFdesk", new[] { "desk" })]
    [InlineData("de\u00ADsk la\u200Bmp\u200E", new[] { "desk", "lamp" })]
    [InlineData("도\u3164마\uFE0F", new[] { "도마" })]
    [InlineData("\u200B \u2060", new string[0])]
    [InlineData(" ", new string[0])]
    public void A_search_is_folded_into_words(string search, string[] words) => Assert.Equal(words, SearchText.WordsOf(search));

    [Fact]
    public void Of_a_search_200_characters_are_read()
    {
        Assert.Equal([new string('가', 200)], SearchText.WordsOf(new string('가', 1_000_000)));
        Assert.Equal(["a"], SearchText.WordsOf("a".PadRight(200) + "b"));
        Assert.Equal([new string('가', 199)], SearchText.WordsOf(new string('가', 199) + "😀")); // no half of a character
    }

    [Fact]
    public void Looks_at_names_category_and_descriptions_in_both_languages()
    {
        var product = new Product { Name = "램프", NameEn = "Lamp", Description = "밝다", DescriptionEn = "Bright" };

        Assert.Equal("램프\nlamp\n조명\nlighting\n밝다\nbright", SearchText.Of(product, new Category { Name = "조명", NameEn = "Lighting" }));
    }
}
