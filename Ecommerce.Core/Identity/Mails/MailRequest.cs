using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.Identity.Mails;

/// <summary>What a mail to an account is for; its name is kept in events.</summary>
public enum MailKind
{
    /// <summary>A link that confirms the account's address.</summary>
    Confirm,

    /// <summary>A link that confirms a new address for the account.</summary>
    Change,

    /// <summary>The old address is told of the new one.</summary>
    Changed,

    /// <summary>A link to a page that takes a new password.</summary>
    Reset,

    /// <summary>A code that a client of the API sends back with a new password.</summary>
    Code,
}

/// <summary>
/// Somebody asked for a mail. Whether there is an account for it is found out when it is written, and what it opens is made then: nothing
/// secret waits.
/// </summary>
/// <param name="To">The address as it was typed.</param>
/// <param name="Language">The name of the culture that it is written in.</param>
/// <param name="Account">Whose new or old address it is; null for the other kinds, which go by the address.</param>
public sealed record MailRequest(MailKind Kind, string To, string Language, long? Account = null)
{
    public const string EventType = "account.mail-requested";
    public const string Subject = "account-mail";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What was asked for in an event of <see cref="EventType"/>.</summary>
    public static MailRequest Of(ShopEvent shopEvent) => JsonSerializer.Deserialize<MailRequest>(shopEvent.Payload, Json)!;

    internal ShopEvent ToEvent(DateTime at) => new()
    {
        Type = EventType,
        SubjectType = Subject,
        SubjectId = KeyOf(To),
        Payload = JsonSerializer.Serialize(this, Json),
        OccurredAt = at,
    };

    /// <summary>A number for an address, so that its mails keep their order.</summary>
    private static long KeyOf(string email) => BinaryPrimitives.ReadInt64LittleEndian(EmailAddress.HashOf(email));
}
