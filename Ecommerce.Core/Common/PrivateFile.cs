namespace Ecommerce.Core.Common;

/// <summary>Files that hold what is nobody's business.</summary>
public static class PrivateFile
{
    /// <summary>Opens it. A file that this makes is its owner's alone (mode 0600; on Windows its folder decides).</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
