using Ecommerce.Core.Common;

namespace Ecommerce.Core.Events;

/// <summary>There is no such event.</summary>
public sealed record EventNotFound() : Refusal("event-not-found");

/// <summary>The destination has the event; it is not sent again.</summary>
public sealed record EventAlreadySent() : Refusal("event-already-sent");
