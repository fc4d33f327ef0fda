using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Ecommerce.TestKit;

/// <summary>
/// A web application as a process of its own, on a loopback port that the system picks. The application logs where it listens; that is
/// how the address is known.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";

    /// <summary>Far more than it takes: a machine that is busy with other things is no failure.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly ProcessStartInfo start;
    private readonly List<string> heard = [];
    private Process process = null!;

    private ServerProcess(ProcessStartInfo start)
    {
        this.start = start;
        AppDomain.CurrentDomain.ProcessExit += EndWithCaller;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public int Id => process.Id;

    /// <summary>What it has written so far, over all its starts.</summary>
    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (heard) return [.. heard];
        }
    }

    /// <param name="assembly">The application.</param>
    /// <param name="settings">Of the application, as <c>Database:Provider</c>, or environment variables.</param>
    /// <param name="folder">Where it runs; the assembly's when none is given.</param>
    /// <param name="arguments">For its command line.</param>
    /// <exception cref="InvalidOperationException">It does not listen; the message holds what it said.</exception>
    public static async Task<ServerProcess> StartAsync(
        string assembly, IEnumerable<(string Key, string Value)> settings, string? folder = null, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetDirectoryName(assembly),
        };
        start.Set([("ASPNETCORE_ENVIRONMENT", "Production"), .. settings]);
        var server = new ServerProcess(start);
        await server.ListenAsync();
        return server;
    }

    /// <summary>Starts it once more after it has ended, at the address it had: its clients know no other.</summary>
    public Task StartAgainAsync()
    {
        process.Dispose();
        return ListenAsync();
    }

    /// <summary>A client; with a token, whichever instance issued that.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Waits until the shop says that it is ready. Where its database takes long, it listens before that.</summary>
    /// <exception cref="InvalidOperationException">It is not by then, and was ended; the message holds what it said.</exception>
    public async Task BecomeReadyAsync()
    {
        using var client = Client();
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            while (!(await client.GetAsync("/health/ready", limit.Token)).IsSuccessStatusCode) await Task.Delay(100, limit.Token);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            throw await GiveUpAsync("did not become ready", error);
        }
    }

    /// <summary>Ends it in the middle of whatever it is doing.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as the system does, and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It is not gone by then.</exception>
    public async Task<int> TerminateAsync(TimeSpan limit)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(limit);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithCaller;
        await KillAsync();
        process.Dispose();
    }

    /// <summary>A fixture that fails halfway is not disposed of, and neither is what it had started.</summary>
    private void EndWithCaller(object? sender, EventArgs exit) => process?.Kill();

    private async Task ListenAsync()
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var limit = new CancellationTokenSource(StartLimit);
        await Task.WhenAny(listening.Task, process.WaitForExitAsync(limit.Token));
        if (!listening.Task.IsCompleted) throw await GiveUpAsync("did not listen");
        Address = await listening.Task;

        void Hear(string? line)
        {
            if (line is null) return;
            lock (heard) heard.Add(line);
            // The line's end, or that of a text in a line of JSON.
            var at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at >= 0) listening.TrySetResult(new Uri(line[(at + Announcement.Length)..].Split('"')[0].Trim()));
        }
    }

    private async Task<InvalidOperationException> GiveUpAsync(string failure, Exception? error = null)
    {
        await KillAsync();
        return new($"{start.ArgumentList[0]} {failure}. It said:\n{string.Join('\n', Heard)}", error);
    }
}
