using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Ecommerce.Bench.Load;

/// <summary>
/// One keep-alive HTTP/1.1 connection that sends ready-made requests and reads just enough of the answers. <c>HttpClient</c> costs about
/// as much CPU as the server it measures, and both share the machine.
/// </summary>
public sealed class HttpConnection : IDisposable
{
    private static readonly byte[] HeaderEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    public static async Task<HttpConnection> OpenAsync(Uri address)
    {
        var connection = new HttpConnection();
        await connection.socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>The status, and the body when it is not a success (to tell what went wrong).</summary>
    public async ValueTask<(int Status, string? Problem)> SendAsync(ReadOnlyMemory<byte> request)
    {
        filled = 0;
        await socket.SendAsync(request);
        int bodyAt;
        while ((bodyAt = buffer.AsSpan(0, filled).IndexOf(HeaderEnd)) < 0) await ReceiveAsync();
        bodyAt += HeaderEnd.Length;
        var status = StatusOf(buffer);
        var length = LengthOf(buffer.AsSpan(0, bodyAt), status);
        if (length >= 0) while (filled < bodyAt + length) await ReceiveAsync();
        else while (!buffer.AsSpan(0, filled).EndsWith("0\r\n\r\n"u8)) await ReceiveAsync();
        return (status, status < 400 ? null : Encoding.UTF8.GetString(buffer, bodyAt, filled - bodyAt));
    }

    public static byte[] Get(string pathAndQuery, string? token = null) => Request("GET", pathAndQuery, token, null);

    public static byte[] Post(string pathAndQuery, string? token, string json) => Request("POST", pathAndQuery, token, json);

    public void Dispose() => socket.Dispose();

    private static byte[] Request(string method, string pathAndQuery, string? token, string? json)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var content = json is null ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n";
        return Encoding.UTF8.GetBytes($"{method} {pathAndQuery} HTTP/1.1\r\nHost: localhost\r\n{authorization}{content}\r\n{json}");
    }

    private static int StatusOf(ReadOnlySpan<byte> answer) => Utf8Parser.TryParse(answer[9..12], out int status, out _) ? status : 0;

    /// <summary>-1 for a chunked body.</summary>
    private static int LengthOf(ReadOnlySpan<byte> head, int status)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0) return Utf8Parser.TryParse(head[(at + 18)..], out int length, out _) ? length : 0;
        return status is 204 or 304 ? 0 : -1;
    }

    private async ValueTask ReceiveAsync()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
        if (read == 0) throw new IOException("The server closed the connection.");
        filled += read;
    }
}
