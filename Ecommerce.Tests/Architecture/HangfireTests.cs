using System.Text.RegularExpressions;

namespace Ecommerce.Tests.Architecture;

/// <summary>The scheduler can be changed for another one in one place.</summary>
public sealed partial class HangfireTests
{
    [Theory]
    [InlineData("Ecommerce.Core", "Jobs/Hangfire/")]
    [InlineData("Ecommerce.Web", "Admin/Hangfire/")] // its dashboard
    public void Only_its_adapter_knows_Hangfire(string project, string adapter)
    {
        var knowing = Repository.Sources(project).Where(s => s.Lines.Any(l => Use().IsMatch(l))).Select(s => s.Path).ToList();

        Assert.NotEmpty(knowing);
        Assert.All(knowing, path => Assert.StartsWith(adapter, path, StringComparison.Ordinal));
    }

    /// <summary>A using directive or a full name; not the shop's own folder.</summary>
    [GeneratedRegex(@"(?<![\w.])Hangfire(\.\w|;)")]
    private static partial Regex Use();
}
