namespace Ecommerce.Tests.Architecture;

/// <summary>The sources that these tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    private static readonly string[] Extensions = [".cs", ".razor", ".css", ".js"];

    /// <summary>The hand-written C#, Razor, style and script files of a project, with their path inside it.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Sources(string project)
    {
        var folder = Path.Combine(Root, project);
        return Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(f => Extensions.Contains(Path.GetExtension(f)))
            .Select(f => (Path: Path.GetRelativePath(folder, f).Replace('\\', '/'), File: f))
            .Where(f => !f.Path.StartsWith("bin/", StringComparison.Ordinal) && !f.Path.StartsWith("obj/", StringComparison.Ordinal))
            .Where(f => !f.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(f => (f.Path, File.ReadAllLines(f.File)));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ecommerce.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
