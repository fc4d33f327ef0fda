using QRCoder;

namespace Ecommerce.Web.Identity.SecondFactor;

/// <summary>How an authenticator app is told its key: by a picture that its camera reads.</summary>
public static class AuthenticatorLink
{
    private const int PixelsPerModule = 6;

    /// <summary>A PNG as a data address.</summary>
    public static string PictureOf(string store, string email, string key)
    {
        var (issuer, account) = (Uri.EscapeDataString(store), Uri.EscapeDataString(email));
        // https://github.com/google/google-authenticator/wiki/Key-Uri-Format
        var address = $"otpauth://totp/{issuer}:{account}?secret={key}&issuer={issuer}&digits=6&period=30";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(PixelsPerModule))}";
    }

    /// <summary>The key in groups of four, for those who type it.</summary>
    public static string Readable(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));
}
