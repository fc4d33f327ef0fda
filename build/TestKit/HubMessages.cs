using System.Buffers.Binary;
using System.Text;

namespace Ecommerce.TestKit;

/// <summary>
/// As much of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) as the hub of circuits speaks. Written by hand so that a
/// test can send what no library would.
/// </summary>
public static class HubMessages
{
    public static readonly byte[] Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    public static readonly byte[] Ping = Framed([0x91, 0x06]);

    /// <summary>An invocation behind its length.</summary>
    public static byte[] Invocation(string? id, string target, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x95, 0x01, 0x80]); // five members, of which the first says "invocation" and the second holds no headers
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Write(body, argument);
        return Framed(body.ToArray());
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
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

    /// <summary>The messages in what came with one web socket message; each an array of its members.</summary>
    public static IEnumerable<IReadOnlyList<object?>> Read(byte[] received)
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
            var from = 0;
            yield return (IReadOnlyList<object?>)Value(received.AsSpan(at, length), ref from)!;
            at += length;
        }
    }

    private static byte[] Framed(byte[] body) => [.. LengthOf(body.Length), .. body];

    private static void Write(MemoryStream body, object? value)
    {
        Span<byte> number = stackalloc byte[8];
        switch (value)
        {
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                body.WriteByte(0xdb);
                BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
                body.Write(number[..4]);
                body.Write(bytes);
                break;
            case long or int:
                body.WriteByte(0xd3);
                BinaryPrimitives.WriteInt64BigEndian(number, Convert.ToInt64(value, null));
                body.Write(number);
                break;
            case bool yes:
                body.WriteByte((byte)(yes ? 0xc3 : 0xc2));
                break;
            default:
                body.WriteByte(0xc0);
                break;
        }
    }

    private static object? Value(ReadOnlySpan<byte> data, ref int at)
    {
        var head = data[at++];
        switch (head)
        {
            case <= 0x7f:
                return (long)head;
            case <= 0x8f:
                return Values(data, ref at, 2 * (head & 0x0f));
            case <= 0x9f:
                return Values(data, ref at, head & 0x0f);
            case <= 0xbf:
                return Text(data, ref at, head & 0x1f);
            case 0xc0:
                return null;
            case 0xc2 or 0xc3:
                return head == 0xc3;
            case 0xc4 or 0xc5 or 0xc6:
                return Bytes(data, ref at, (int)Number(data, ref at, 1 << (head - 0xc4))).ToArray();
            case >= 0xcc and <= 0xcf:
                return Number(data, ref at, 1 << (head - 0xcc));
            case >= 0xd0 and <= 0xd3:
                return Number(data, ref at, 1 << (head - 0xd0));
            case 0xd9 or 0xda or 0xdb:
                return Text(data, ref at, (int)Number(data, ref at, 1 << (head - 0xd9)));
            case 0xdc or 0xdd:
                return Values(data, ref at, (int)Number(data, ref at, 2 << (head - 0xdc)));
            case >= 0xe0:
                return (long)(sbyte)head;
            default:
                throw new InvalidDataException($"The hub sends nothing that begins with {head:x2}.");
        }
    }

    private static object?[] Values(ReadOnlySpan<byte> data, ref int at, int count)
    {
        var values = new object?[count];
        for (var i = 0; i < count; i++) values[i] = Value(data, ref at);
        return values;
    }

    private static long Number(ReadOnlySpan<byte> data, ref int at, int length)
    {
        var number = 0L;
        foreach (var part in Bytes(data, ref at, length)) number = (number << 8) | part;
        return number;
    }

    private static string Text(ReadOnlySpan<byte> data, ref int at, int length) => Encoding.UTF8.GetString(Bytes(data, ref at, length));

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> data, ref int at, int length)
    {
        at += length;
        return data.Slice(at - length, length);
    }
}
