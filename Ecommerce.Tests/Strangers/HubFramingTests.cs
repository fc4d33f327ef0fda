using Ecommerce.Web.Strangers;

namespace Ecommerce.Tests.Strangers;

public sealed class HubFramingTests
{
    private const int Max = 1000;
    private static readonly byte[] Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Messages_begin_and_end_however_they_are_cut_into_parts(int part)
    {
        byte[] sent = [.. Handshake, .. Message(1000), .. Message(0), .. Message(1), .. Message(130)];
        var framing = new HubFraming(Max);
        foreach (var bytes in sent.Chunk(part)) framing.Add(bytes);

        Assert.Equal((5, false, false), ((int)framing.Ended, framing.IsWithinMessage, framing.IsBroken));

        framing.Add(Message(130).AsSpan()[..^1]);
        Assert.True(framing.IsWithinMessage);
        framing.Add([0]);
        Assert.Equal((6, false), ((int)framing.Ended, framing.IsWithinMessage));
    }

    [Fact]
    public void A_handshake_that_has_begun_is_a_message()
    {
        var framing = new HubFraming(Max);
        Assert.False(framing.IsWithinMessage);
        framing.Add(Handshake.AsSpan()[..^1]);
        Assert.True(framing.IsWithinMessage);
        framing.Add(new byte[Max]);
        Assert.True(framing.IsBroken);
    }

    [Theory]
    [InlineData(new byte[] { 0xe9, 0x07 })] // 1001
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 })] // no end
    public void A_message_that_is_too_long_is_known_by_its_length(byte[] length)
    {
        var framing = new HubFraming(Max);
        framing.Add(Handshake);
        framing.Add(length);
        Assert.True(framing.IsBroken);
    }

    private static byte[] Message(int length) => [.. HubMessages.LengthOf(length), .. new byte[length]];
}
