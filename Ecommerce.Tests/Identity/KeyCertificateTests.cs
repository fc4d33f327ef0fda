using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Identity;

/// <summary>The keys of tokens and cookies, encrypted in the database.</summary>
public sealed class KeyCertificateTests(TestDatabases databases) : IDisposable
{
    private const string Password = "of the file";
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("keys.pfx", Password)]
    [InlineData("open.pfx", null)]
    [InlineData("keys.pem", null)]
    [InlineData("locked.pem", Password)]
    public async Task With_a_certificate_keys_are_stored_encrypted_and_read_again(string file, string? password)
    {
        WriteCertificates();
        await using var shop = await TestShop.StartAsync(databases, settings: Settings(file, password));
        var secret = Protector(shop).Protect("a token");

        await using var again = await TestShop.StartOnAsync(
            shop.ConnectionString, DatabaseProvider.Sqlite, settings: Settings(file, password));

        Assert.Equal("a token", Protector(again).Unprotect(secret));
        var key = Assert.Single(await shop.ReadAsync(db => db.DataProtectionKeys.Select(k => k.Xml).ToListAsync()));
        Assert.Contains("EncryptedData", key);
        Assert.DoesNotContain("masterKey", key);
    }

    [Fact]
    public async Task Keys_that_were_there_before_stay_readable_and_new_ones_are_encrypted()
    {
        WriteCertificates();
        await using var before = await TestShop.StartAsync(databases);
        var secret = Protector(before).Protect("a token");

        await using var shop = await TestShop.StartOnAsync(
            before.ConnectionString, DatabaseProvider.Sqlite, settings: Settings("keys.pem", null));
        var now = TimeProvider.System.GetUtcNow();
        shop.Get<IKeyManager>().CreateNewKey(now, now.AddDays(90));

        Assert.Equal("a token", Protector(shop).Unprotect(secret));
        var keys = await shop.ReadAsync(db => db.DataProtectionKeys.OrderBy(k => k.Id).Select(k => k.Xml).ToListAsync());
        Assert.Equal([false, true], keys.Select(k => k!.Contains("EncryptedData", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_the_certificate_nobody_reads_them()
    {
        WriteCertificates();
        await using var shop = await TestShop.StartAsync(databases, settings: Settings("keys.pem", null));
        var secret = Protector(shop).Protect("a token");

        await using var stranger = await TestShop.StartOnAsync(shop.ConnectionString, DatabaseProvider.Sqlite);

        Assert.ThrowsAny<CryptographicException>(() => Protector(stranger).Unprotect(secret));
    }

    [Theory]
    [InlineData("missing.pfx", null)]
    [InlineData("keys.pfx", "wrong")]
    [InlineData("locked.pem", "wrong")]
    [InlineData("locked.pem", null)]
    [InlineData("nonsense.pfx", null)]
    [InlineData("without-key.pem", null)]
    [InlineData("elliptic.pem", null)]
    public async Task A_file_that_will_not_do_is_told_at_the_start(string file, string? password)
    {
        WriteCertificates();

        var error = await Assert.ThrowsAsync<StartupException>(
            () => TestShop.StartAsync(databases, settings: Settings(file, password)));

        Assert.StartsWith($"DataProtection:CertificatePath '{folder[file]}' can't be used: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set a PEM or PFX file", error.Message);
    }

    public void Dispose() => folder.Dispose();

    private (string, string?)[] Settings(string file, string? password) =>
        [("DataProtection:CertificatePath", folder[file]), ("DataProtection:Password", password)];

    private static IDataProtector Protector(TestShop shop) => shop.Get<IDataProtectionProvider>().CreateProtector("test");

    private void WriteCertificates()
    {
        using var key = RSA.Create(2048);
        using var certificate = Valid(new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var locked = key.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        File.WriteAllBytes(folder["keys.pfx"], certificate.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllBytes(folder["open.pfx"], certificate.Export(X509ContentType.Pkcs12));
        File.WriteAllText(folder["keys.pem"], $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.WriteAllText(folder["locked.pem"], $"{certificate.ExportCertificatePem()}\n{locked}\n");
        File.WriteAllText(folder["without-key.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["nonsense.pfx"], "nonsense");
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var elliptic = Valid(new CertificateRequest("CN=keys", curve, HashAlgorithmName.SHA256));
        File.WriteAllText(folder["elliptic.pem"], $"{elliptic.ExportCertificatePem()}\n{curve.ExportPkcs8PrivateKeyPem()}\n");
    }

    private static X509Certificate2 Valid(CertificateRequest request) =>
        request.CreateSelfSigned(TestClock.Start.AddYears(-1), TestClock.Start.AddYears(10));
}
