using Ecommerce.Core.Data;
using Ecommerce.Tests.Data;

namespace Ecommerce.Tests.Architecture;

public sealed class ErdTests
{
    private const string Begin = "```mermaid\n";
    private const string End = "```\n";

    /// <summary>
    /// To bring the page up to date after a change of the model: <c>ECOMMERCE_UPDATE_DOCS=1 dotnet test --filter ErdTests</c>.
    /// </summary>
    [Fact]
    public void The_entity_diagram_shows_the_model_as_it_is()
    {
        using var db = OfflineContexts.Create(DatabaseProvider.Postgres);
        var path = Path.Combine(Repository.Root, "docs", "erd.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, start, StringComparison.Ordinal);
        var drawn = EntityDiagram.Draw(db);

        if (Environment.GetEnvironmentVariable("ECOMMERCE_UPDATE_DOCS") == "1")
            File.WriteAllText(path, page[..start] + drawn + page[end..]);
        else Assert.Equal(drawn, page[start..end]);
    }
}
