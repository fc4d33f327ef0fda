using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>A loopback port where nobody listens, and nobody else can: it is taken, and connections to it are refused.</summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public IPEndPoint EndPoint => (IPEndPoint)taken.LocalEndPoint!;

    public void Dispose() => taken.Dispose();
}
