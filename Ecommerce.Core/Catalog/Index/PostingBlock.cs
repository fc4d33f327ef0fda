using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>
/// Some of <see cref="Size"/> products whose ids follow each other, in memory a bit for each; in the database two bytes for each that is
/// in it, or all the bits where that takes less. In little-endian order.
/// </summary>
internal static class PostingBlock
{
    public const int Size = 32_768;

    /// <summary>In 64-bit words.</summary>
    public const int Words = Size / 64;

    /// <summary>In bytes.</summary>
    public const int MaxLength = Size / 8;

    public static byte[] Encode(ReadOnlySpan<ulong> bits)
    {
        var count = CountOf(bits);
        if (count * sizeof(ushort) >= MaxLength) return MemoryMarshal.AsBytes(bits).ToArray();
        var list = new byte[count * sizeof(ushort)];
        var at = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                var offset = (ushort)((word * 64) + BitOperations.TrailingZeroCount(rest));
                BinaryPrimitives.WriteUInt16LittleEndian(list.AsSpan(at), offset);
                at += sizeof(ushort);
            }
        }

        return list;
    }

    /// <summary>Adds to the bits those that the bytes stand for.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, Span<ulong> bits)
    {
        if (bytes.Length == MaxLength)
        {
            var all = MemoryMarshal.Cast<byte, ulong>(bytes);
            for (var word = 0; word < bits.Length; word++) bits[word] |= all[word];
            return;
        }

        for (; bytes.Length > 0; bytes = bytes[sizeof(ushort)..]) Set(bits, BinaryPrimitives.ReadUInt16LittleEndian(bytes));
    }

    public static void Set(Span<ulong> bits, int offset) => bits[offset >> 6] |= 1UL << offset;

    public static void Clear(Span<ulong> bits, int offset) => bits[offset >> 6] &= ~(1UL << offset);

    public static int CountOf(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        return count;
    }
}
