using Ecommerce.Core.Common;

namespace Ecommerce.Core.Wallets;

/// <summary>The correction would take more than the wallet holds; minor units.</summary>
public sealed record CorrectionBelowZero(long Balance) : Refusal("correction-below-zero");
