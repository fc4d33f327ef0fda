using Ecommerce.Core.Common;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Mails;

/// <summary>
/// Where a shop that is tried out puts the mails that it would send: a file each (<c>.eml</c>), which any mail program opens. The oldest
/// ones make room.
/// </summary>
public sealed class MailFolder(IHostEnvironment environment, IOptions<MailOptions> options, MailComposer composer, StoreClock clock)
{
    /// <summary>Files that are kept.</summary>
    private const int Capacity = 500;

    /// <summary>Where a mail comes from while no address is set.</summary>
    private const string Nobody = "shop@localhost";

    private readonly Lock gate = new();

    /// <summary>As it is set, without the application's own folder.</summary>
    public string Name => options.Value.Folder;

    public string Path { get; } = System.IO.Path.Combine(environment.ContentRootPath, options.Value.Folder);

    public void Write(Mail mail)
    {
        using var message = composer.Compose(mail, options.Value.From ?? Nobody);
        // A mail that comes again takes the place of the one before.
        var name = mail.Id ?? $"{clock.UtcNow:yyyyMMddHHmmssfff}-{Guid.NewGuid():N}";
        lock (gate)
        {
            Directory.CreateDirectory(Path);
            var file = System.IO.Path.Combine(Path, $"{name}.eml");
            using (var stream = PrivateFile.Open(file, FileMode.Create, FileAccess.Write, FileShare.Read)) message.WriteTo(stream);
            var files = new DirectoryInfo(Path).GetFiles("*.eml");
            foreach (var old in files.OrderByDescending(f => f.LastWriteTimeUtc).Skip(Capacity)) old.Delete();
        }
    }
}
