using System.Text.RegularExpressions;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Components;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Built = ArchUnitNET.Domain.Architecture;

namespace Ecommerce.Tests.Architecture;

/// <summary>The rules of docs/structure.md, so that they stay true.</summary>
public sealed partial class LayerTests
{
    /// <summary>Folders of the web project that have no counterpart in Core: how it talks, not what about.</summary>
    private static readonly string[] WebOnly =
        ["Admin", "Api", "CommandLine", "Layout", "Mails", "Operations", "Properties", "Shared", "Strangers"];

    private static readonly Built Shop =
        new ArchLoader().LoadAssemblies(typeof(ShopContext).Assembly, typeof(ApiProblems).Assembly).Build();

    private static readonly string[] Projects = ["Ecommerce.Core", "Ecommerce.Web"];

    [Fact]
    public void Core_knows_nothing_of_HTTP_and_components() =>
        Types().That().ResideInAssembly(typeof(ShopContext).Assembly)
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^Microsoft\.AspNetCore\.(Http|Mvc|Routing|Components)(\.|$)")
            .Check(Shop);

    [Theory]
    [InlineData("CsvHelper", @"Ecommerce\.Web\.(Catalog|Shared|Ranking|Wallets|Ordering)")]
    [InlineData("SkiaSharp", @"Ecommerce\.Core\.Catalog\.Pictures")]
    [InlineData("(MailKit|MimeKit)", @"Ecommerce\.Web\.Mails")]
    [InlineData("OpenTelemetry", @"Ecommerce\.Web\.Operations")]
    [InlineData(@"(Npgsql|Microsoft\.Data\.SqlClient|Microsoft\.Data\.Sqlite)", @"Ecommerce\.(Core\.(Data|Jobs)|Web\.Operations)")]
    public void A_library_is_known_in_few_places(string library, string places) =>
        Types().That().ResideInAssembly(typeof(ShopContext).Assembly, typeof(ApiProblems).Assembly)
            .And().DoNotResideInNamespaceMatching($@"^{places}(\.|$)")
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching($@"^{library}(\.|$)")
            .Check(Shop);

    [Fact]
    public void SQL_is_written_beside_its_feature_or_in_the_data_layer()
    {
        var found = Projects
            .SelectMany(project => Repository.Sources(project)
                .Where(s => s.Lines.Any(l => SqlText().IsMatch(l)))
                .Select(s => $"{project}/{s.Path}"))
            .Where(file => !file.StartsWith("Ecommerce.Core/Data/", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("Statements.cs", StringComparison.Ordinal));

        // Statements that the dialect or the feature's *Statements.cs spells.
        Assert.Equal(["Ecommerce.Core/Events/DeliveryQueue.cs", "Ecommerce.Core/Identity/Sessions/SessionQueries.cs"], found);
    }

    /// <summary>A stored word has one spelling: its enum's, or the constant's.</summary>
    [Fact]
    public void No_statement_spells_a_stored_word()
    {
        var words = new[] { typeof(OrderStatus), typeof(WalletEntryKind), typeof(DeliveryStatus) }.SelectMany(Enum.GetNames)
            .Concat([StockReason.Sale, StockReason.Initial, StockReason.Cancellation, OrderEvents.Paid, OrderEvents.Cancelled]);
        var spelled = new Regex($"'({string.Join('|', words.Select(Regex.Escape))})'", RegexOptions.IgnoreCase);

        var found =
            from source in Repository.Sources("Ecommerce.Core")
            where !source.Path.Contains("Migrations/", StringComparison.Ordinal)
            where source.Lines.Any(l => spelled.IsMatch(l) && !l.Contains("HasCheckConstraint", StringComparison.Ordinal))
            select source.Path;

        Assert.Equal(["Wallets/Wallet.cs"], found); // its CHECK constraint
    }

    [Fact]
    public void Pages_hold_no_context() =>
        Classes().That().AreAssignableTo(typeof(ComponentBase))
            .Should().NotDependOnAny(typeof(ShopContext))
            .Check(Shop);

    [Fact]
    public void A_feature_has_the_same_name_in_Core_and_on_the_web() =>
        Assert.Empty(FoldersOf("Ecommerce.Web").Except(WebOnly).Except(FoldersOf("Ecommerce.Core")));

    [Theory]
    [InlineData("Ecommerce.Core")]
    [InlineData("Ecommerce.Web")]
    public void No_file_is_over_250_lines(string project) =>
        Assert.Empty(Repository.Sources(project)
            .Where(s => s.Lines.Length > 250)
            .Select(s => s.Path)
            .Except(["Api/ProblemKind.cs"])); // a table, a row for each code

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
