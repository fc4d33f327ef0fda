using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Core.Data;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>The built application as an operating-system process of its own, on a loopback port that the system picks.</summary>
public sealed class ShopProcess : IAsyncDisposable
{
    private const string Password = "Passw0rd!";
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Uri address;

    private ShopProcess(Process process, Uri address)
    {
        this.process = process;
        this.address = address;
    }

    public static async Task<ShopProcess> StartAsync(string connectionString, DatabaseProvider provider)
    {
        var folder = AppContext.BaseDirectory;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            ArgumentList = { Path.Combine(folder, "Ecommerce.Web.dll"), "--urls", "http://127.0.0.1:0" },
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Database__Provider"] = provider.ToString(),
                ["ConnectionStrings__Shop"] = connectionString,
                ["RateLimits__Enabled"] = "false",
                ["Logging__LogLevel__Default"] = "Information",
            },
        };
        var process = Process.Start(start)!;
        var heard = new List<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"The shop ended: {string.Join('\n', heard)}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ShopProcess(process, await address.Task.WaitAsync(StartLimit));

        void Hear(string? line)
        {
            if (line is null) return;
            lock (heard) heard.Add(line);
            var at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at >= 0) address.TrySetResult(new Uri(line[(at + Announcement.Length)..].Trim()));
        }
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = address };

    /// <summary>A client with this token, whichever instance issued it.</summary>
    public HttpClient With(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Registers a shopper and returns the token.</summary>
    public async Task<string> RegisterAsync()
    {
        using var client = Anonymous();
        var account = new { email = $"{Guid.NewGuid():N}@example.com", password = Password };
        (await client.PostAsJsonAsync("/auth/register", account)).EnsureSuccessStatusCode();
        var login = await client.PostAsJsonAsync("/auth/login", account);
        return (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Ends it in the middle of whatever it is doing.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }
}
