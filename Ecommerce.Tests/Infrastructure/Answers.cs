using System.Text.Json;
using Ecommerce.Core.Common;

namespace Ecommerce.Tests.Infrastructure;

public static class Answers
{
    /// <summary>What was answered, as text that two answers can be compared by (lists inside records compare by reference).</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>The value, or a failed test that names the refusal.</summary>
    public static T Granted<T>(this Result<T> result)
    {
        Assert.True(result.Succeeded, $"Refused: {result.Refusal}");
        return result.Value;
    }

    /// <summary>The refusal, or a failed test that shows what was granted.</summary>
    public static Refusal Refused<T>(this Result<T> result)
    {
        Assert.False(result.Succeeded, $"Granted: {result.Value}");
        return result.Refusal;
    }
}
