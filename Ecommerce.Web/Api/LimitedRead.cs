namespace Ecommerce.Web.Api;

internal static class LimitedRead
{
    /// <summary>All that comes, or what <paramref name="tooMuch"/> makes as soon as it is more than <paramref name="max"/> bytes.</summary>
    public static async Task<byte[]> ReadToEndAsync(
        this Stream stream, int max, Func<RefusedRequestException> tooMuch, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > max) throw tooMuch();
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
