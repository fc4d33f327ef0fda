using Ecommerce.Core.Common;

namespace Ecommerce.Tests.Common;

/// <summary>What comes along when text is pasted, and nobody sees.</summary>
public sealed class InvisibleTextTests
{
    [Theory]
    [InlineData("\uFEFFa\u00ADb\u200B", "ab")]
    [InlineData("도\u3164마\uFE0F", "도마")]
    [InlineData("a b", "a b")]
    public void Is_taken_out_everywhere(string text, string seen) => Assert.Equal(seen, InvisibleText.Remove(text));

    [Theory]
    [InlineData("\uFEFF \u202Ame@example.com\u202C \u200B", "me@example.com")]
    [InlineData("\u200Ba\u200Cb ", "a\u200Cb")]
    [InlineData("\u200B \u2060", "")]
    [InlineData("", "")]
    public void Is_taken_off_the_ends(string text, string trimmed) => Assert.Equal(trimmed, InvisibleText.Trim(text));

    [Theory]
    [InlineData("\u200B ２５\uFEFF ", "25")]
    [InlineData(null, "")]
    public void Does_not_count_in_what_is_compared(string? typed, string plain) => Assert.Equal(plain, InvisibleText.Plain(typed));

    [Fact]
    public void Of_what_is_compared_512_characters_are_read() =>
        Assert.Equal(new string('1', 512), InvisibleText.Plain(new string('1', 1_000_000)));
}
