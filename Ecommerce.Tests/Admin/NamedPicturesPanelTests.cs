using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Products;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

/// <summary>What the page shows while its script sends files.</summary>
public sealed class NamedPicturesPanelTests : AdminPanelTests
{
    public NamedPicturesPanelTests(TestDatabases databases)
        : base(databases) => Services.AddSingleton<AntiforgeryStateProvider>(new NoToken());

    [Fact]
    public async Task Shows_how_far_it_is_counts_the_good_and_lists_the_others()
    {
        var panel = await RenderAsync();
        await panel.InvokeAsync(() => panel.Instance.Begin(5));
        await panel.InvokeAsync(() => panel.Instance.Tell(
            [new("a.png", "added", ""), new("b.png", "there", "있어요"), new("c.png", "failed", "없어요")]));
        Assert.Equal(("5", "3"), (panel.Find("progress").GetAttribute("max"), panel.Find("progress").GetAttribute("value")));
        Assert.True(panel.Find("input[type=file]").HasAttribute("disabled"));
        await panel.InvokeAsync(() => panel.Instance.Pause());
        Assert.Contains("기다리고", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);

        await panel.InvokeAsync(() => panel.Instance.Tell([new("d.png", "too-large", ""), new("e.png", "failed", "")]));
        await panel.InvokeAsync(() => panel.Instance.End());

        Assert.Equal(["1", "1", "3"], panel.FindAll("dl.lines dd").Select(dd => dd.TextContent));
        Assert.Equal(
            [
                ("c.png", "없어요"), ("d.png", "10MB보다 커요. 더 작은 파일을 골라 주세요."),
                ("e.png", "보내지 못했어요. 연결을 확인하고 다시 골라 주세요."),
            ],
            panel.FindAll("tbody tr").Select(tr => (tr.Children[0].TextContent, tr.Children[1].TextContent)));
        Assert.False(panel.Find("input[type=file]").HasAttribute("disabled"));
        Assert.Contains("다 올렸어요", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_can_be_chosen_before_the_script_listens()
    {
        var listening = JSInterop.SetupModule(_ => true).SetupVoid("listen", _ => true);
        var panel = await RenderAsync();
        Assert.True(panel.Find("input[type=file]").HasAttribute("disabled"));

        listening.SetVoidResult();

        panel.WaitForAssertion(() => Assert.False(panel.Find("input[type=file]").HasAttribute("disabled")));
    }

    [Fact]
    public async Task Too_many_files_are_not_begun_with()
    {
        var panel = await RenderAsync();

        await panel.InvokeAsync(() => panel.Instance.Begin(2001));

        Assert.Contains("2000개까지", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("progress"));
        Assert.Empty(panel.FindAll("dl.lines"));
    }

    private async Task<IRenderedComponent<NamedPicturesPanel>> RenderAsync()
    {
        await LogInAdminAsync();
        return Render<NamedPicturesPanel>();
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
