using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ecommerce.Core.Idempotency;

namespace Ecommerce.Web.Shared;

/// <summary>Keys of money buttons: made when a form is shown, so that however often it is sent it has its effect once.</summary>
public static class Idempotency
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true }; // a tuple's members are fields

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The key with the amount that the form shows, in minor units.</summary>
    public static IdempotencyKey Key(string key, long amount) => new(key, amount.ToString(CultureInfo.InvariantCulture));

    /// <summary>The key with the amount that the form shows, in minor units, and what else was chosen in it.</summary>
    public static IdempotencyKey Key<T>(string key, long amount, T choice) =>
        new(key, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((amount, choice), WithFields))));
}
