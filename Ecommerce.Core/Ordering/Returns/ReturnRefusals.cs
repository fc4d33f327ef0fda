using Ecommerce.Core.Common;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>There is no such request.</summary>
public sealed record ReturnNotFound() : Refusal("return-not-found");

/// <summary>A request of this order waits already.</summary>
public sealed record ReturnAlreadyOpen() : Refusal("return-already-open");

/// <summary>Somebody answered the request meanwhile.</summary>
public sealed record ReturnAlreadyAnswered(ReturnStatus Status) : Refusal("return-already-answered");
