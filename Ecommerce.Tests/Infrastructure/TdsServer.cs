using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// Speaks as much of SQL Server's protocol (MS-TDS, https://learn.microsoft.com/openspecs/windows_protocols/ms-tds) as SqlClient needs to
/// log in, to keep a transaction and to run statements. It remembers each text and answers it as a test says; it knows no SQL.
/// </summary>
public sealed class TdsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public TdsServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>What arrived, in order.</summary>
    public ConcurrentQueue<TdsText> Texts { get; } = new();

    /// <summary>Log-ins that were answered: one for each connection.</summary>
    public int LogIns => logIns;

    private int logIns;

    /// <summary>Transactions that were committed.</summary>
    public int Commits => commits;

    private int commits;

    /// <summary>How a text is answered; when nothing is said, as carried out.</summary>
    public Func<string, TdsAnswer> Answer { get; set; } = _ => TdsAnswer.Done;

    public string ConnectionString => new SqlConnectionStringBuilder
    {
        DataSource = $"127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port}",
        InitialCatalog = "shop",
        UserID = "shop",
        Password = "secret",
        Encrypt = SqlConnectionEncryptOption.Optional,
        ConnectTimeout = 5,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true) sessions.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var inTransaction = false;
                while (await TdsWire.ReadAsync(client.GetStream(), stop.Token) is var (kind, body))
                {
                    var answer = kind switch
                    {
                        TdsWire.Attention => TdsWire.AttentionAnswer,
                        TdsWire.PreLogin => TdsWire.PreLoginAnswer,
                        TdsWire.LogIn => LogIn(),
                        TdsWire.TransactionRequest => Transact(body, ref inTransaction),
                        _ => Run(kind, TdsWire.TextOf(kind, body), ref inTransaction),
                    };
                    if (answer.Length > 0) await TdsWire.WriteAsync(client.GetStream(), answer, stop.Token);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The client is gone, or the test is over.
            }
        }
    }

    private byte[] LogIn()
    {
        Interlocked.Increment(ref logIns);
        return TdsWire.LogInAnswer;
    }

    private byte[] Transact(byte[] body, ref bool inTransaction)
    {
        var request = TdsWire.TransactionRequestOf(body);
        inTransaction = request == TdsWire.Begin;
        if (request == TdsWire.Commit) Interlocked.Increment(ref commits);
        return TdsWire.TransactionAnswer(request);
    }

    private byte[] Run(byte kind, string text, ref bool inTransaction)
    {
        Texts.Enqueue(new(text, inTransaction));
        var answer = Answer(text);
        if (answer == TdsAnswer.Silence) return [];
        if (inTransaction && answer.EndsTransaction)
        {
            inTransaction = false;
            return [.. TdsWire.TransactionEnded, .. TdsWire.AnswerOf(kind, answer)];
        }

        return TdsWire.AnswerOf(kind, answer);
    }
}
