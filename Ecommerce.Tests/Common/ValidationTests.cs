using Ecommerce.Core.Common;

namespace Ecommerce.Tests.Common;

public sealed class ValidationTests
{
    [Fact]
    public void Nothing_wrong_is_no_failure()
    {
        var validation = new Validation();
        validation.Require(true, "field", "message");

        Assert.Null(validation.Failure);
    }

    [Fact]
    public void Collects_every_message_of_every_field()
    {
        var validation = new Validation();
        validation.Require(false, "a", "1");
        validation.Require(false, "b", "2");
        validation.Require(false, "a", "3");

        Assert.Equal(
            new ValidationFailed(new Dictionary<string, string[]> { ["a"] = ["1", "3"], ["b"] = ["2"] }), validation.Failure);
        Assert.NotEqual(new ValidationFailed("a", "1"), validation.Failure);
    }

    [Fact]
    public void Text_that_is_far_too_long_is_refused_before_it_is_composed_and_text_that_becomes_short_is_not()
    {
        var validation = new Validation();
        Assert.Equal("", validation.Text(new string('a', 1_000_000), "far", 1, 5));
        Assert.Equal("\u1f82\u1f82\u1f82\u1f82\u1f82", validation.Text(
            string.Concat(Enumerable.Repeat("\u03b1\u0313\u0300\u0345", 5)).PadLeft(1000), "decomposed", 1, 5));
        Assert.Equal(new ValidationFailed("far", "Must be 1 to 5 characters."), validation.Failure);
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData(null, 3, "")]
    public void Text_is_cut_and_no_character_in_half(string? text, int length, string cut) =>
        Assert.Equal(cut, Validation.Cut(text, length));

    [Theory]
    [InlineData("  text  ", "text")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("😀", "😀")]
    [InlineData("", "Must be 1 to 5 characters.")]
    [InlineData(null, "Must be 1 to 5 characters.")]
    [InlineData("\u200B\u3164\uFEFF", "Must be 1 to 5 characters.")]
    [InlineData("sixsix", "Must be 1 to 5 characters.")]
    [InlineData("a\0", "Must be valid text without NUL characters.")]
    public void Cleans_text_or_says_what_is_wrong_with_it(string? text, string expected)
    {
        var validation = new Validation();

        var clean = validation.Text(text, "field", 1, 5);

        Assert.Equal(expected, validation.Failure?.Errors["field"].Single() ?? clean);
    }

    /// <summary>Not as a theory: its data passes through UTF-8, which can't carry half a character.</summary>
    [Fact]
    public void Refuses_half_a_character()
    {
        foreach (var text in new[] { "\udc00", "\ud83d!", "!\ud83d", "\ude00\ud83d" })
        {
            var validation = new Validation();
            validation.Text(text, "field", 1, 5);
            Assert.NotNull(validation.Failure);
        }
    }
}
