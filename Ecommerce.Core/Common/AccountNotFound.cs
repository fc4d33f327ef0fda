namespace Ecommerce.Core.Common;

/// <summary>The account behind a still valid token is gone.</summary>
public sealed record AccountNotFound() : Refusal("unauthorized");
