using System.Collections.Concurrent;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.DataPlatform;

/// <summary>
/// Appends events to a file, one a line, each on the disk before it counts as delivered. For one instance: a second one on the same
/// file finds it busy and tries later.
/// </summary>
public sealed class FileSink(string path) : IDataPlatformSink
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly ConcurrentQueue<Line> waiting = new();
    private int isWriting;

    /// <summary>They are written and waited for together, so many cost hardly more than one.</summary>
    public int? AtOnce => 256;

    public async Task<DeliveryResult> SendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        var own = new Line(cloudEvent.Json, cancellationToken);
        waiting.Enqueue(own);
        if (Interlocked.Exchange(ref isWriting, 1) == 0) _ = WriteAsync();
        await own.OnDisk;
        return DeliveryResult.Delivered;
    }

    /// <summary>Writes what waits, all at once, until nothing does.</summary>
    private async Task WriteAsync()
    {
        await Task.Yield(); // what is sent at the same moment comes to wait
        do
        {
            while (TakeAll() is { Count: > 0 } lines) await AppendAsync(lines);
            Interlocked.Exchange(ref isWriting, 0);
        }
        while (!waiting.IsEmpty && Interlocked.Exchange(ref isWriting, 1) == 0);
    }

    /// <summary>Without those whose time is over: they come again.</summary>
    private List<Line> TakeAll()
    {
        var lines = new List<Line>();
        while (waiting.TryDequeue(out var line))
            if (!line.IsGivenUp()) lines.Add(line);
        return lines;
    }

    private async Task AppendAsync(List<Line> lines)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Opened anew each time, so that the file can be moved away while the shop runs.
            await using var file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            using var text = new MemoryStream();
            if (EndsInMidLine(file)) text.Write(LineEnd);
            foreach (var line in lines)
            {
                text.Write(line.Json.Span);
                text.Write(LineEnd);
            }

            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), CancellationToken.None);
            file.Flush(flushToDisk: true);
        }
        catch (Exception error)
        {
            foreach (var line in lines) line.Fail(error);
            return;
        }

        foreach (var line in lines) line.Complete();
    }

    /// <summary>A crash left half a line; what comes next must not be glued to it.</summary>
    private static bool EndsInMidLine(FileStream file)
    {
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != LineEnd[0];
    }

    /// <summary>An event that is to be written.</summary>
    private sealed class Line(ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource onDisk = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task OnDisk => onDisk.Task;

        public ReadOnlyMemory<byte> Json { get; } = json;

        public bool IsGivenUp()
        {
            if (!cancellation.IsCancellationRequested) return false;
            onDisk.SetCanceled(cancellation);
            return true;
        }

        public void Complete() => onDisk.SetResult();

        public void Fail(Exception error) => onDisk.SetException(error);
    }
}
