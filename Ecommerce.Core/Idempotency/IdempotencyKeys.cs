using Ecommerce.Core.Data;

namespace Ecommerce.Core.Idempotency;

/// <summary>The answers that were stored under idempotency keys, in the unit's transaction.</summary>
public sealed class IdempotencyKeys
{
    private readonly SqlSession session;
    private readonly KeyStatements statements;

    internal IdempotencyKeys(SqlSession session, KeyStatements statements) => (this.session, this.statements) = (session, statements);

    /// <summary>What is stored under a shopper's key for an operation; null when it was not used.</summary>
    public async Task<StoredAnswer?> FindAsync(long shopperId, string operation, string key, CancellationToken cancellationToken)
    {
        StoredAnswer? stored = null;
        await session.RunAsync(
            [statements.Find.With(shopperId, operation, key)], (_, row) => stored = statements.Find.Read(row), cancellationToken);
        return stored;
    }

    public Task StoreAsync(IdempotencyRecord record, CancellationToken cancellationToken) =>
        session.RunAsync([statements.Insert.Of(record)], null, cancellationToken);
}

/// <param name="Fingerprint">Hash of the request that was answered.</param>
/// <param name="Result">What it was answered, as JSON.</param>
public sealed record StoredAnswer(string Fingerprint, string Result);
