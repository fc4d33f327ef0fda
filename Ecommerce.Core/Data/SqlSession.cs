using System.Data.Common;
using System.Text;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Data;

/// <summary>
/// Runs statements past EF, for the few paths where its cost shows (docs/performance.md): prepared once for each connection, and in one
/// round trip where the database takes several at once.
/// </summary>
public sealed class SqlSession(DbConnection connection, Dialect dialect) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = [];

    public DbConnection Connection { get; } = connection;

    /// <summary>The transaction that the statements belong to; null for each by itself.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>
    /// Runs the statements in order; <paramref name="row"/> sees each row with the index of the statement that answered it. Returns how
    /// many rows were written.
    /// </summary>
    public async Task<int> RunAsync(
        IReadOnlyList<Statement> statements, Action<int, DbDataReader>? row, CancellationToken cancellationToken) =>
        dialect.JoinsStatements || Connection.CanCreateBatch
            ? await RunTogetherAsync(statements, row, cancellationToken)
            : RunOneByOne(statements, row, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync();
        await Connection.DisposeAsync();
    }

    /// <summary>A server: what counts is the round trip. Npgsql prepares by itself what it is told again and again.</summary>
    private async Task<int> RunTogetherAsync(
        IReadOnlyList<Statement> statements, Action<int, DbDataReader>? row, CancellationToken cancellationToken)
    {
        if (dialect.JoinsStatements)
        {
            var (written, from) = (0, 0);
            foreach (var part in InTexts(statements))
            {
                var first = from;
                await using var command = Join(part);
                await using var answers = await command.ExecuteReaderAsync(cancellationToken);
                written += await ReadAsync(answers, part, (i, read) => row!(first + i, read), cancellationToken);
                from += part.Count;
            }

            return written;
        }

        await using var batch = Gather(statements);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, statements, row, cancellationToken);
    }

    /// <summary>As few texts as have room for all parameters: nearly always one.</summary>
    private IEnumerable<IReadOnlyList<Statement>> InTexts(IReadOnlyList<Statement> statements)
    {
        var (part, parameters) = (new List<Statement>(), 0);
        foreach (var statement in statements)
        {
            if (parameters + statement.Values.Length > dialect.MaxParameters)
            {
                yield return part;
                (part, parameters) = ([], 0);
            }

            part.Add(statement);
            parameters += statement.Values.Length;
        }

        yield return part;
    }

    /// <summary>
    /// One command that says all statements; the first error ends it, and inside a transaction it checks that there still is one.
    /// </summary>
    private DbCommand Join(IReadOnlyList<Statement> statements)
    {
        var command = Connection.CreateCommand();
        command.Transaction = Transaction;
        var text = new StringBuilder(Transaction is null ? "" : dialect.TransactionGuard);
        foreach (var statement in statements)
        {
            text.Append(dialect.Spell(statement.Text, command.Parameters.Count)).Append(";\n");
            foreach (var value in statement.Values)
            {
                var parameter = command.CreateParameter();
                dialect.Bind(parameter, command.Parameters.Count + 1, value);
                command.Parameters.Add(parameter);
            }
        }

        command.CommandText = text.ToString();
        return command;
    }

    /// <summary>A command for each statement, sent together.</summary>
    private DbBatch Gather(IReadOnlyList<Statement> statements)
    {
        var batch = Connection.CreateBatch();
        batch.Transaction = Transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = dialect.Spell(statement.Text);
            for (var i = 0; i < statement.Values.Length; i++)
            {
                var parameter = command.CreateParameter();
                dialect.Bind(parameter, i + 1, statement.Values[i]);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static async Task<int> ReadAsync(
        DbDataReader reader, IReadOnlyList<Statement> statements, Action<int, DbDataReader>? row, CancellationToken cancellationToken)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            if (!statements[i].Reads) continue;
            while (await reader.ReadAsync(cancellationToken)) row!(i, reader);
            await reader.NextResultAsync(cancellationToken);
        }

        while (await reader.NextResultAsync(cancellationToken)) { } // an error of a later statement shows itself here
        return Math.Max(0, reader.RecordsAffected);
    }

    /// <summary>SQLite: in this process and in this thread, so all there is to save is reading the statement's text.</summary>
    private int RunOneByOne(IReadOnlyList<Statement> statements, Action<int, DbDataReader>? row, CancellationToken cancellationToken)
    {
        var written = 0;
        for (var i = 0; i < statements.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var command = Prepare(statements[i]);
            if (statements[i].Reads)
            {
                using var reader = command.ExecuteReader();
                while (reader.Read()) row!(i, reader);
            }
            else
            {
                written += command.ExecuteNonQuery();
            }
        }

        return written;
    }

    private DbCommand Prepare(Statement statement)
    {
        if (!prepared.TryGetValue(statement.Text, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = dialect.Spell(statement.Text);
            foreach (var _ in statement.Values) command.Parameters.Add(command.CreateParameter());
            prepared.Add(statement.Text, command);
        }

        command.Transaction = Transaction;
        for (var i = 0; i < statement.Values.Length; i++) dialect.Bind(command.Parameters[i], i + 1, statement.Values[i]);
        return command;
    }
}
