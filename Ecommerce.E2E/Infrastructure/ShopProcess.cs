using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>The real application: a process with Kestrel on a free loopback port and a database of its own, demo data included.</summary>
public sealed class ShopProcess : IAsyncDisposable
{
    /// <summary>Far more than it takes: a machine that is busy with other things is no failure.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly string folder = Directory.CreateTempSubdirectory("ecommerce-e2e-").FullName;
    private readonly (string Key, string Value)[] settings;
    private readonly HttpClient http = new();
    private Process? process;

    private ShopProcess((string Key, string Value)[] settings)
    {
        this.settings = settings;
        BaseUrl = $"http://127.0.0.1:{FreePort()}";
        http.BaseAddress = new Uri(BaseUrl);
    }

    public string BaseUrl { get; }

    /// <summary>What the application wrote to its console.</summary>
    public string LogFile => Path.Combine(folder, "shop.log");

    /// <summary>Talks to the API of this shop.</summary>
    public HttpClient Http => http;

    public static async Task<ShopProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var shop = new ShopProcess(settings);
        await shop.StartAsync();
        return shop;
    }

    public async Task StartAsync()
    {
        var metadata = typeof(ShopProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(m => m.Key, m => m.Value!);
        var shopFolder = Path.GetFullPath(metadata["ShopFolder"]);
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = shopFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(shopFolder, metadata["ShopDll"]));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(BaseUrl);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Shop"] = $"Data Source={folder}/shop.db";
        start.Environment["DataPlatform__File"] = $"{folder}/data-platform.ndjson";
        start.Environment["RateLimits__Enabled"] = "false";
        // The shop lives for a minute: compiling it twice, with counting between, would take longer than it saves.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start)!;
        var log = new StreamWriter(LogFile, append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        try
        {
            await BecomeReadyAsync();
        }
        catch
        {
            await DisposeAsync(); // nobody else can: the caller has no shop
            throw;
        }
    }

    /// <summary>Ends the process as a crash would.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is not null) await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void Write(StreamWriter log, string? line)
    {
        if (line is null) return;
        lock (log) log.WriteLine(line);
    }

    private async Task BecomeReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!await IsReadyAsync(limit.Token))
        {
            if (process!.HasExited) throw new InvalidOperationException($"The shop ended at start:\n{await File.ReadAllTextAsync(LogFile, limit.Token)}");
            await Task.Delay(100, limit.Token);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetAsync("/health/ready", cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
