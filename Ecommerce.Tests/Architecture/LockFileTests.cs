using System.Text.Json;
using System.Xml.Linq;

namespace Ecommerce.Tests.Architecture;

public sealed class LockFileTests
{
    /// <summary>What is published for a platform (<c>-r</c>) is restored as it was locked, like everything else.</summary>
    [Theory]
    [InlineData("Ecommerce.Core")]
    [InlineData("Ecommerce.Web")]
    public void The_packages_of_the_platform_that_is_published_for_are_locked(string project)
    {
        var platform = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("LockedPlatform").Single().Value;
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, project, "packages.lock.json")));

        var packages = file.RootElement.GetProperty("dependencies").GetProperty($"net10.0/{platform}").EnumerateObject().ToList();

        Assert.Contains(packages, package => package.Name == "SQLitePCLRaw.lib.e_sqlite3"); // the database itself, in machine code
        Assert.All(packages, package => Assert.NotEmpty(package.Value.GetProperty("contentHash").GetString()!));
    }
}
