using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Ecommerce.TestKit;

/// <summary>An SMTP server (RFC 5321) on a loopback port, one connection after the other, which keeps the mails it is given.</summary>
public sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string[] extensions;
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task running;

    /// <param name="extensions">What it says it can, such as <c>AUTH PLAIN</c> or <c>SMTPUTF8</c>.</param>
    public SmtpListener(params string[] extensions)
    {
        this.extensions = extensions;
        listener.Start();
        running = RunAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The commands it heard, in their order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>Ends with the first mail.</summary>
    public Task Arrived => arrived.Task;

    /// <summary>Mails to others are refused as unknown.</summary>
    public string Domain { get; set; } = "example.com";

    /// <summary>Takes no mail for now, and says so.</summary>
    public bool IsBusy { get; set; }

    /// <summary>What happens while a client waits for its mail to be taken.</summary>
    public Func<Task> Taking { get; set; } = () => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await running;
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException or IOException)
        {
            // It was stopped, or the client hung up.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await SayAsync(stream, "220 ready");
        while (await reader.ReadLineAsync() is { } command)
        {
            Commands.Enqueue(command);
            if (command == "DATA") await ReceiveAsync(stream, reader);
            else await SayAsync(stream, AnswerTo(command));
            if (command == "QUIT") return;
        }
    }

    private string AnswerTo(string command) => command.Split(' ', ':')[0] switch
    {
        "EHLO" => string.Join("\r\n", extensions.Prepend("shop").Select(e => $"250-{e}").Append("250 8BITMIME")),
        "AUTH" => "235 welcome",
        "RCPT" when !command.Contains($"@{Domain}>", StringComparison.Ordinal) => "550 nobody of that name",
        "MAIL" when IsBusy => "451 later",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task ReceiveAsync(NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Mails.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(mail.ToString()))));
        arrived.TrySetResult();
        await Taking();
        await SayAsync(stream, "250 taken");
    }

    private static async Task SayAsync(NetworkStream stream, string answer) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
}
