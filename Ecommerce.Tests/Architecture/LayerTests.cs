using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Web.Api;

namespace Ecommerce.Tests.Architecture;

/// <summary>The rules of docs/structure.md, so that they stay true.</summary>
public sealed partial class LayerTests
{
    /// <summary>Folders of the web project that have no counterpart in Core: how it talks, not what about.</summary>
    private static readonly string[] WebOnly = ["Admin", "Api", "CommandLine", "Layout", "Operations", "Properties", "Shared"];

    private static readonly string[] Projects = ["Ecommerce.Core", "Ecommerce.Web"];

    [Fact]
    public void Core_knows_nothing_of_HTTP_and_components()
    {
        var references = typeof(ShopContext).Assembly.GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(references, name =>
            name.StartsWith("Ecommerce", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Routing", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal));
    }

    [Fact]
    public void SQL_is_written_in_the_dialects_only()
    {
        var found = Projects
            .SelectMany(project => Repository.Sources(project).Where(s => s.Lines.Any(l => SqlText().IsMatch(l))).Select(s => $"{project}/{s.Path}"))
            .Where(file => !file.StartsWith("Ecommerce.Core/Data/Dialects/", StringComparison.Ordinal));

        // SQLite's pragmas, which belong to a connection; a statement that the dialect spells.
        Assert.Equal(["Ecommerce.Core/Data/ShopContextFactory.cs", "Ecommerce.Core/DataPlatform/Outbox.cs"], found);
    }

    [Fact]
    public void Pages_hold_no_context() =>
        Assert.DoesNotContain(
            Repository.Sources("Ecommerce.Web").Where(s => s.Path.EndsWith(".razor", StringComparison.Ordinal)),
            s => s.Lines.Any(l => l.Contains("ShopContext", StringComparison.Ordinal)));

    [Fact]
    public void Every_refusal_has_its_problem()
    {
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract).ToList();

        Assert.True(refusals.Count > 10);
        Assert.All(refusals, type => Assert.InRange(((Refusal)RuntimeHelpers.GetUninitializedObject(type)).ToProblem().StatusCode, 400, 499));
    }

    [Fact]
    public void A_feature_has_the_same_name_in_Core_and_on_the_web() =>
        Assert.Empty(FoldersOf("Ecommerce.Web").Except(WebOnly).Except(FoldersOf("Ecommerce.Core")));

    [Theory]
    [InlineData("Ecommerce.Core")]
    [InlineData("Ecommerce.Web")]
    public void No_file_is_over_250_lines(string project) =>
        Assert.Empty(Repository.Sources(project).Where(s => s.Lines.Length > 250).Select(s => s.Path));

    [Theory]
    [InlineData("Ecommerce.Core")]
    [InlineData("Ecommerce.Web")]
    [InlineData("Ecommerce.Tests")]
    public void A_namespace_is_its_folder(string project)
    {
        var strays =
            from source in Repository.Sources(project)
            let declared = source.Lines.FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null
            let folder = Path.GetDirectoryName(source.Path)!.Replace('/', '.')
            let expected = folder.Length == 0 ? project : $"{project}.{folder}"
            where declared != $"namespace {expected};"
            select source.Path;

        Assert.Empty(strays);
    }

    private static IEnumerable<string> FoldersOf(string project) =>
        Repository.Sources(project).Where(s => s.Path.Contains('/', StringComparison.Ordinal)).Select(s => s.Path.Split('/')[0]).Distinct();

    [GeneratedRegex(@"FromSql|ExecuteSql|SqlQuery|CommandText|\.Sql\(|""(SELECT|INSERT INTO|UPDATE|DELETE FROM) ")]
    private static partial Regex SqlText();
}
