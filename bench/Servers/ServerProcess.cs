using System.Diagnostics;
using System.Net;
using Ecommerce.Bench.Machine;

namespace Ecommerce.Bench.Servers;

/// <summary>A web application as a process of its own, on a loopback port that the system picks.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public IPEndPoint EndPoint => new(IPAddress.Parse(Address.Host), Address.Port);

    public int ProcessId => process.Id;

    public double CpuSeconds => CpuTime.Of(process.Id);

    public double ResidentMegabytes => MachineInfo.ResidentMegabytes(process.Id);

    public static async Task<ServerProcess> StartAsync(string assembly, string[] arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            var at = line.Data?.IndexOf(Announcement, StringComparison.Ordinal) ?? -1;
            if (at >= 0) address.TrySetResult(new Uri(line.Data![(at + Announcement.Length)..].Trim()));
        };
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"{assembly} ended before it listened."));
        process.BeginOutputReadLine();
        return new ServerProcess(process, await address.Task.WaitAsync(StartLimit));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
