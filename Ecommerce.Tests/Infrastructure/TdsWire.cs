using System.Buffers.Binary;
using System.Text;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>The bytes of <see cref="TdsServer"/>: packets and tokens of TDS 7.4.</summary>
internal static class TdsWire
{
    public const byte RemoteProcedure = 0x03;
    public const byte Attention = 0x06;
    public const byte TransactionRequest = 0x0E;
    public const byte LogIn = 0x10;
    public const byte PreLogin = 0x12;

    public const int Begin = 5;
    public const int Commit = 7;

    private const int HeaderLength = 8;
    private const byte Answer = 0x04;
    private const byte LastPacket = 0x01;
    private const byte NVarChar = 0xE7;

    /// <summary>Which transaction a connection is in; this server never needs a second one.</summary>
    private static readonly byte[] Transaction = [1, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>VERSION (16.0.1000), ENCRYPTION (not supported), MARS (off).</summary>
    public static readonly byte[] PreLoginAnswer =
        [0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xFF, 16, 0, 3, 0xE8, 0, 0, 2, 0];

    /// <summary>ENVCHANGE (collation), LOGINACK (TDS 7.4), DONE.</summary>
    public static readonly byte[] LogInAnswer =
    [
        0xE3, 8, 0, 7, 5, 0x09, 0x04, 0xD0, 0x00, 0x34, 0,
        0xAD, 14, 0, 1, 0x74, 0, 0, 4, 2, (byte)'s', 0, (byte)'q', 0, 16, 0, 3, 0xE8,
        .. DoneToken(0xFD, 0),
    ];

    /// <summary>ENVCHANGE: the transaction was rolled back.</summary>
    public static readonly byte[] TransactionEnded = [0xE3, 11, 0, 10, 0, 8, .. Transaction];

    /// <summary>DONE: what was running has been given up.</summary>
    public static readonly byte[] AttentionAnswer = DoneToken(0xFD, 0x20);

    /// <summary>A whole message, of one packet or several; null when the client has gone.</summary>
    public static async Task<(byte Kind, byte[] Body)?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var body = new List<byte>();
        var header = new byte[HeaderLength];
        do
        {
            if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) < HeaderLength)
                return null;
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            await stream.ReadExactlyAsync(part, cancellationToken);
            body.AddRange(part);
        }
        while ((header[1] & LastPacket) == 0);
        return (header[0], body.ToArray());
    }

    public static async Task WriteAsync(Stream stream, byte[] body, CancellationToken cancellationToken)
    {
        var packet = new byte[HeaderLength + body.Length];
        packet[0] = Answer;
        packet[1] = LastPacket;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[6] = 1;
        body.CopyTo(packet, HeaderLength);
        await stream.WriteAsync(packet, cancellationToken);
    }

    public static int TransactionRequestOf(byte[] body) => BinaryPrimitives.ReadUInt16LittleEndian(BehindHeaders(body));

    /// <summary>A batch is its text; a procedure's (sp_executesql) is its first parameter.</summary>
    public static string TextOf(byte kind, byte[] body)
    {
        var rest = BehindHeaders(body);
        if (kind != RemoteProcedure) return Encoding.Unicode.GetString(rest);
        rest = rest[8..]; // 0xFFFF and the procedure's number, its options, the parameter's name and flags
        var isShort = rest[0] == NVarChar;
        rest = rest[(isShort ? 8 : 10)..]; // type, longest length, collation
        return isShort
            ? Encoding.Unicode.GetString(rest.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(rest)))
            : Encoding.Unicode.GetString(rest.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(rest)));
    }

    public static byte[] TransactionAnswer(int request) =>
    [
        .. request == Begin
            ? [0xE3, 11, 0, 8, 8, .. Transaction, 0]
            : (byte[])[0xE3, 11, 0, request == Commit ? (byte)9 : (byte)10, 0, 8, .. Transaction],
        .. DoneToken(0xFD, 0),
    ];

    public static byte[] AnswerOf(byte kind, TdsAnswer answer)
    {
        var done = kind == RemoteProcedure ? (byte)0xFE : (byte)0xFD;
        if (answer.Error != 0) return [.. ErrorToken(answer.Error), .. DoneToken(done, 2)];
        return answer.Row is null ? DoneToken(done, 0) : [.. RowTokens(answer.Row), .. DoneToken(done, 0)];
    }

    private static byte[] DoneToken(byte token, byte status) => [token, status, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] ErrorToken(int number)
    {
        var message = Encoding.Unicode.GetBytes($"error {number}");
        byte[] body = [.. BitConverter.GetBytes(number), 1, 14, (byte)(message.Length / 2), 0, .. message, 0, 0, 1, 0, 0, 0];
        return [0xAA, (byte)body.Length, 0, .. body];
    }

    /// <summary>COLMETADATA of nullable integers without names, and a ROW.</summary>
    private static byte[] RowTokens(object[] row)
    {
        var values = Array.ConvertAll(row, value => value is long wide ? BitConverter.GetBytes(wide) : BitConverter.GetBytes((int)value));
        return
        [
            0x81, (byte)row.Length, 0,
            .. values.SelectMany(v => new byte[] { 0, 0, 0, 0, 1, 0, 0x26, (byte)v.Length, 0 }),
            0xD1, .. values.SelectMany(v => v.Prepend((byte)v.Length)),
        ];
    }

    private static ReadOnlySpan<byte> BehindHeaders(byte[] body) => body.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(body));
}
