using Ecommerce.Core.Common;
using Ecommerce.Core.Events;

namespace Ecommerce.Core.DataPlatform;

/// <summary>
/// Appends events to a file, one a line, each on the disk before it counts as delivered. For one instance: a second one on the same
/// file finds it busy and tries later.
/// </summary>
public sealed class FileSink(string path) : IDataPlatformSink, IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public async Task<DeliveryResult> SendAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Opened anew each time, so that the file can be moved away while the shop runs.
            await using var file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            byte[] lineStart = EndsInMidLine(file) ? [(byte)'\n'] : [];
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync((byte[])[.. lineStart, .. cloudEvent.Json.Span, (byte)'\n'], CancellationToken.None);
            file.Flush(flushToDisk: true);
            return DeliveryResult.Delivered;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>A crash left half a line; what comes next must not be glued to it.</summary>
    private static bool EndsInMidLine(FileStream file)
    {
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}
