namespace Ecommerce.Core.Common;

/// <summary>
/// An expected "no" with the data a caller needs to act on it: short stock, a low balance, a thing that does not exist.
/// A refusal never leaves a trace in the database: <see cref="Data.ShopTransaction"/> rolls back the unit that answers one.
/// Bugs and infrastructure failures are exceptions, never refusals.
/// </summary>
/// <param name="Code">
/// What clients switch on, and the key of what a page says. Each refusal has its own, in kebab-case; it never changes.
/// </param>
public abstract record Refusal(string Code);
