using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Ecommerce.Core.Audit;

/// <summary>What a use case changed for an admin.</summary>
/// <param name="Action">One of <see cref="AdminActions"/>.</param>
/// <param name="Before">The members that changed, as a JSON object; null when there was nothing before.</param>
/// <param name="After">The same members as they are now; null when there is nothing to tell.</param>
public sealed record AdminChange(string Action, AuditSubject Subject, string? Before, string? After)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Hangul as Hangul, for those who read the table
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Holds two states of a thing against each other and keeps the members that differ.</summary>
    /// <param name="before">Null for what was made: then all that <paramref name="after"/> says is kept.</param>
    public static AdminChange Of(string action, AuditSubject subject, object? before = null, object? after = null)
    {
        var (was, becomes) = (Members(before), Members(after));
        foreach (var (name, value) in was.ToList())
        {
            if (!becomes.TryGetPropertyValue(name, out var now) || !JsonNode.DeepEquals(value, now)) continue;
            was.Remove(name);
            becomes.Remove(name);
        }

        if (before is null)
            foreach (var (name, _) in becomes.Where(member => member.Value is null).ToList()) becomes.Remove(name);
        return new AdminChange(action, subject, TextOf(was), TextOf(becomes));
    }

    private static JsonObject Members(object? state) => state is null ? [] : JsonSerializer.SerializeToNode(state, Json)!.AsObject();

    private static string? TextOf(JsonObject members) => members.Count == 0 ? null : members.ToJsonString(Json);
}

/// <summary>The thing that an action was about.</summary>
/// <param name="Type">One of <see cref="AuditSubjects"/>.</param>
/// <param name="Id">A number, or the name of a thing that has no number (a job, a day).</param>
public readonly partial record struct AuditSubject(string Type, string Id)
{
    public const int MaxTypeLength = 20;
    public const int MaxIdLength = 100;

    public AuditSubject(string type, long id)
        : this(type, id.ToString(CultureInfo.InvariantCulture))
    {
    }

    /// <summary>Reads <c>product:12</c>; null when it can be no subject.</summary>
    public static AuditSubject? Parse(string? text)
    {
        var match = Form().Match(text ?? "");
        return match.Success ? new(match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    public override string ToString() => $"{Type}:{Id}";

    [GeneratedRegex(@"^([a-z-]{1,20}):([0-9A-Za-z./_-]{1,100})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>The kinds of things that admins change.</summary>
public static class AuditSubjects
{
    public const string Product = "product";
    public const string Products = "products";
    public const string Order = "order";
    public const string Return = "return";
    public const string Shopper = "shopper";
    public const string Event = "event";
    public const string Events = "events";
    public const string Job = "job";
    public const string Ranking = "ranking";
    public const string Shop = "shop";
    public const string Hangfire = "hangfire";
}

/// <summary>What admins do.</summary>
public static class AdminActions
{
    public const int MaxLength = 50;

    public const string ProductCreated = "product.created";
    public const string ProductUpdated = "product.updated";
    public const string StockAdjusted = "product.stock-adjusted";
    public const string StockTaken = "product.stock-taken";
    public const string ChangePlanned = "product.change-planned";
    public const string ChangeCancelled = "product.change-cancelled";
    public const string ChangeApplied = "product.change-applied";
    public const string ProductCopied = "product.copied";
    public const string ProductsImported = "products.imported";
    public const string PictureAdded = "product.picture-added";
    public const string PictureChanged = "product.picture-changed";
    public const string PictureRemoved = "product.picture-removed";
    public const string OrderCancelled = "order.cancelled";
    public const string OrderShipped = "order.shipped";
    public const string OrderDelivered = "order.delivered";
    public const string OrderRefunded = "order.refunded";
    public const string ReturnAccepted = "return.accepted";
    public const string ReturnDeclined = "return.declined";
    public const string ShopperUnlocked = "shopper.unlocked";
    public const string FactorReset = "shopper.factor-reset";
    public const string ShopperLocked = "shopper.locked";
    public const string ShopperLoggedOut = "shopper.logged-out";
    public const string WalletCorrected = "shopper.wallet-corrected";
    public const string NoteAdded = "shopper.note-added";
    public const string NoteDeleted = "shopper.note-deleted";
    public const string EventRetried = "event.retried";
    public const string DeadEventsRetried = "events.retried";
    public const string JobStarted = "job.started";
    public const string DayCounted = "ranking.counted";
    public const string LoadSeeded = "shop.load-seeded";
    public const string HangfirePosted = "hangfire.posted";

    public static readonly IReadOnlyList<string> All =
    [
        ProductCreated, ProductUpdated, ProductCopied, ProductsImported, StockAdjusted, PictureAdded, PictureChanged, PictureRemoved,
        OrderCancelled, OrderShipped, OrderDelivered, OrderRefunded, ReturnAccepted, ReturnDeclined, ShopperUnlocked, FactorReset,
        EventRetried, DeadEventsRetried, JobStarted, DayCounted, LoadSeeded, HangfirePosted, ShopperLocked, ShopperLoggedOut,
        WalletCorrected, NoteAdded, NoteDeleted, StockTaken, ChangePlanned, ChangeCancelled, ChangeApplied,
    ];
}
