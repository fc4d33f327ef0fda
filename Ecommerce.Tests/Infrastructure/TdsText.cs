namespace Ecommerce.Tests.Infrastructure;

/// <param name="InTransaction">Whether its connection had a transaction when it arrived.</param>
public sealed record TdsText(string Text, bool InTransaction);
