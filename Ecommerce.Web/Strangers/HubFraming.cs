namespace Ecommerce.Web.Strangers;

/// <summary>
/// Follows what a browser sends to a circuit, as far as it takes to know where messages begin and end: a handshake up to a record
/// separator, then messages behind their lengths, seven bits a byte, the lowest first
/// (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/TransportProtocols.md, HubProtocol.md).
/// </summary>
/// <param name="maxLength">Of a message, in bytes.</param>
public sealed class HubFraming(int maxLength)
{
    private const byte EndOfHandshake = 0x1e;
    private const int BitsOfLength = 7;

    private bool isShakingHands = true;
    private int read;
    private int shift;
    private long length;
    private long missing;

    /// <summary>A message has begun and not ended.</summary>
    public bool IsWithinMessage { get; private set; }

    /// <summary>A message is longer than allowed, or has no length that could be one. Nothing behind that is understood.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>How many messages have ended, the handshake among them.</summary>
    public long Ended { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !IsBroken)
        {
            IsWithinMessage = true;
            var taken = isShakingHands ? Handshake(bytes) : missing > 0 ? Body(bytes) : Length(bytes[0]);
            bytes = bytes[taken..];
        }
    }

    private int Handshake(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(EndOfHandshake);
        var taken = end < 0 ? bytes.Length : end + 1;
        read += taken;
        IsBroken = read > maxLength;
        if (end < 0) return taken;
        isShakingHands = false;
        End();
        return taken;
    }

    private int Length(byte part)
    {
        length |= (long)(part & 0x7f) << shift;
        shift += BitsOfLength;
        IsBroken = length > maxLength || shift > 5 * BitsOfLength;
        if ((part & 0x80) != 0) return 1;
        missing = length;
        (length, shift) = (0, 0);
        if (missing == 0) End();
        return 1;
    }

    private int Body(ReadOnlySpan<byte> bytes)
    {
        var taken = (int)Math.Min(missing, bytes.Length);
        missing -= taken;
        if (missing == 0) End();
        return taken;
    }

    private void End()
    {
        IsWithinMessage = false;
        Ended++;
    }
}
