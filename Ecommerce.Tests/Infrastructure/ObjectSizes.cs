using System.Reflection;
using System.Runtime.InteropServices;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// Counts what objects take on the heap, all that they refer to included: as the runtime lays them out, which a collector that others keep
/// busy would not tell.
/// </summary>
internal static class ObjectSizes
{
    /// <summary>In bytes. What is static, and types, count as nothing.</summary>
    public static long Of(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<object>([root]);
        var size = 0L;
        while (waiting.TryPop(out var one))
        {
            if (one is Type or Delegate || !seen.Add(one)) continue;
            size += OwnSize(one);
            if (one is Array array)
            {
                if (!Holds(array.GetType().GetElementType()!)) continue;
                foreach (var element in array) Push(element);
            }
            else if (one is not string)
            {
                PushFields(one);
            }
        }

        return size;

        void PushFields(object one)
        {
            for (var type = one.GetType(); type is not null; type = type.BaseType)
            {
                const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                foreach (var field in type.GetFields(own).Where(f => Holds(f.FieldType))) Push(field.GetValue(one));
            }
        }

        void Push(object? value)
        {
            if (value is null) return;
            if (value.GetType().IsValueType) PushFields(value); // it stands within what holds it
            else waiting.Push(value);
        }
    }

    private static bool Holds(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsByRefLike;

    /// <summary>The runtime's own figures: a type's size, and that of an array's or a string's elements.</summary>
    private static long OwnSize(object one)
    {
        var table = one.GetType().TypeHandle.Value;
        long size = Marshal.ReadInt32(table, sizeof(int));
        var elements = one switch { string text => text.Length, Array array => array.Length, _ => 0 };
        size += elements * (long)(ushort)Marshal.ReadInt16(table);
        return (size + 7) & ~7L;
    }
}
