using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Core.Identity;

/// <summary>
/// Section <c>DataProtection</c>: <c>CertificatePath</c>, a PEM or PFX file, relative to the application's folder, and its
/// <c>Password</c>. With it, the keys that are made from then on are encrypted in the database; those there stay readable.
/// </summary>
public static class KeyCertificate
{
    public const string Section = "DataProtection";

    private const string PemBegin = "-----BEGIN ";

    /// <exception cref="StartupException">The file can't be read, or holds no certificate with an RSA key.</exception>
    public static void AddKeyCertificate(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(Section);
        if (settings["CertificatePath"] is not { Length: > 0 } path) return;
        var file = Path.Combine(builder.Environment.ContentRootPath, path);
        builder.Services.AddDataProtection().ProtectKeysWithCertificate(Read(file, settings["Password"]));
    }

    private static X509Certificate2 Read(string file, string? password)
    {
        try
        {
            var certificate = IsPem(file) ? ReadPem(file, password) : X509CertificateLoader.LoadPkcs12FromFile(file, password);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw new CryptographicException("It holds no RSA private key.");
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"{Section}:CertificatePath '{file}' can't be used: {error.Message} Set a PEM or PFX file that holds a certificate and its "
                + $"RSA private key, and {Section}:Password if it is encrypted.",
                error);
        }
    }

    private static X509Certificate2 ReadPem(string file, string? password) => string.IsNullOrEmpty(password)
        ? X509Certificate2.CreateFromPemFile(file)
        : X509Certificate2.CreateFromEncryptedPemFile(file, password);

    private static bool IsPem(string file) => File.ReadLines(file).Any(line => line.StartsWith(PemBegin, StringComparison.Ordinal));
}
