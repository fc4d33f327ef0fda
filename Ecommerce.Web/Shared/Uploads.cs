using Microsoft.AspNetCore.Components.Forms;

namespace Ecommerce.Web.Shared;

internal static class Uploads
{
    /// <summary>All bytes of a file that a browser sends through its circuit.</summary>
    /// <param name="percent">Told of each further percent that has come.</param>
    public static async Task<byte[]> ReadToEndAsync(
        this IBrowserFile file, int max, Action<int> percent, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenReadStream(max, cancellationToken);
        using var content = new MemoryStream();
        var chunk = new byte[64 * 1024];
        var (read, told) = (0, 0);
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            content.Write(chunk, 0, read);
            var now = (int)(content.Length * 100 / Math.Max(1, file.Size));
            if (now != told) percent(told = now);
        }

        return content.ToArray();
    }
}
