using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.Tests.Identity;

/// <summary>
/// An authenticator without a device (https://www.w3.org/TR/webauthn-3/): makes a passkey, and answers challenges with it.
/// </summary>
internal sealed class SoftPasskey
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HoldsKey = 0x40;
    private static readonly string[] Transports = ["internal"];

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string? owner;
    private uint count;

    /// <summary>The site that the browser shows; null for the one that asks.</summary>
    public string? Domain { get; set; }

    public string Origin { get; set; } = "http://localhost";

    /// <summary>Whether it asks for a finger, a face or a PIN.</summary>
    public bool Verifies { get; set; } = true;

    public string Create(string options)
    {
        var asked = JsonSerializer.Deserialize<JsonElement>(options);
        owner = asked.GetProperty("user").GetProperty("id").GetString();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] length = [(byte)(id.Length >> 8), (byte)id.Length];
        byte[] data =
        [
            .. Data(asked.GetProperty("rp").GetProperty("id").GetString()!, HoldsKey),
            .. new byte[16], .. length, .. id,
            0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!, // COSE: ES256, P-256
        ];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Answer(new
        {
            clientDataJSON = Text(Client("webauthn.create", asked)),
            attestationObject = Text(attestation),
            transports = Transports,
        });
    }

    public string Get(string options)
    {
        var asked = JsonSerializer.Deserialize<JsonElement>(options);
        var (client, data) = (Client("webauthn.get", asked), Data(asked.GetProperty("rpId").GetString()!, 0));
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new
        {
            clientDataJSON = Text(client),
            authenticatorData = Text(data),
            signature = Text(signature),
            userHandle = owner,
        });
    }

    private byte[] Client(string type, JsonElement asked) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new { type, challenge = asked.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false }));

    private byte[] Data(string domain, byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, ++count);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(Domain ?? domain)), (byte)(flags | Present | (Verifies ? Verified : 0)), .. counter,
        ];
    }

    private string Answer(object response) => JsonSerializer.Serialize(
        new { id = Text(id), rawId = Text(id), type = "public-key", clientExtensionResults = new { }, response });

    private static string Text(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
