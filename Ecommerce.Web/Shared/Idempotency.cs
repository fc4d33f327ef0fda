using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.Core.Idempotency;

namespace Ecommerce.Web.Shared;

/// <summary>Keys of money buttons: made when a form is shown, so that however often it is sent it has its effect once.</summary>
public static class Idempotency
{
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The key with the amount that the form shows, in minor units.</summary>
    public static IdempotencyKey Key(string key, long amount) => new(key, amount.ToString(CultureInfo.InvariantCulture));
}
