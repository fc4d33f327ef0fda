using Ecommerce.Core.Identity.SecondFactor;

namespace Ecommerce.Tests.Identity;

public sealed class TotpTests
{
    /// <summary>The standard's own key ("12345678901234567890") and examples, of which an app shows the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Shows_what_RFC_6238_shows(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeOf("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30));

    [Fact]
    public void Takes_a_clock_that_is_off_by_one_step() =>
        Assert.Equal([1L, 2L, 3L], Totp.StepsAt(DateTimeOffset.UnixEpoch.AddSeconds(89)));

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", true)]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ", false)]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq", false)]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", false)]
    public void Takes_whole_keys_alone(string text, bool isKey) => Assert.Equal(isKey, Totp.IsKey(text));
}
