using System.Buffers.Binary;
using System.Text;

namespace Ecommerce.Bench.Load;

/// <summary>
/// As much of SignalR's MessagePack protocol as a circuit's client needs: invocations with texts, numbers and nothing, and the numbers of
/// the render batches that come back.
/// </summary>
internal static class BlazorPack
{
    private const byte Nil = 0xc0;
    private const int InvocationType = 1;

    public static readonly byte[] Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    public static readonly byte[] Ping = Framed([0x91, 0x06]);

    public static byte[] Invocation(string? id, string target, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x95, InvocationType, 0x80]);
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Write(body, argument);
        return Framed(body.ToArray());
    }

    /// <summary>A web socket message holds any number of protocol messages, each behind its length.</summary>
    public static IEnumerable<long> RenderBatchesIn(byte[] received)
    {
        var at = 0;
        if (received is [(byte)'{', ..]) at = Array.IndexOf(received, (byte)0x1e) + 1; // the handshake's answer
        while (at < received.Length)
        {
            var (length, shift) = (0, 0);
            byte part;
            do
            {
                part = received[at++];
                length |= (part & 0x7f) << shift;
                shift += 7;
            }
            while (part > 0x7f);
            if (BatchOf(received.AsSpan(at, length)) is { } batch) yield return batch;
            at += length;
        }
    }

    private static long? BatchOf(ReadOnlySpan<byte> message)
    {
        var target = "JS.RenderBatch"u8;
        if (message.Length < 3 || message[1] != InvocationType) return null;
        var at = message.IndexOf(target);
        if (at is < 0 or > 8) return null; // behind the type, no headers and no id
        return Number(message[(at + target.Length + 1)..]); // behind the head of the arguments
    }

    private static long Number(ReadOnlySpan<byte> data) => data[0] switch
    {
        <= 0x7f => data[0],
        0xcc => data[1],
        0xcd or 0xd1 => BinaryPrimitives.ReadUInt16BigEndian(data[1..]),
        0xce or 0xd2 => BinaryPrimitives.ReadUInt32BigEndian(data[1..]),
        _ => BinaryPrimitives.ReadInt64BigEndian(data[1..]),
    };

    private static void Write(MemoryStream body, object? value)
    {
        switch (value)
        {
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                body.WriteByte(0xdb);
                WriteBigEndian(body, (uint)bytes.Length);
                body.Write(bytes);
                break;
            case long number:
                body.WriteByte(0xd3);
                WriteBigEndian(body, (uint)(number >> 32));
                WriteBigEndian(body, (uint)number);
                break;
            default:
                body.WriteByte(Nil);
                break;
        }
    }

    private static void WriteBigEndian(MemoryStream body, uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        body.Write(bytes);
    }

    /// <summary>What stands before a message: its length, seven bits a byte, the lowest first.</summary>
    public static byte[] LengthOf(int length)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. bytes];
    }

    private static byte[] Framed(byte[] body) => [.. LengthOf(body.Length), .. body];
}
