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
