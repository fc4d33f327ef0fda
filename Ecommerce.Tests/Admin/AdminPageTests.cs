using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Identity;

namespace Ecommerce.Tests.Admin;

/// <summary>Management pages as they come, before a circuit starts.</summary>
public sealed class AdminPageTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Fact]
    public async Task A_list_comes_with_its_rows()
    {
        var admin = pages.Visitor();
        (await admin.LogInAsync(DemoAccounts.Admin)).IsRedirectTo("/");

        Assert.Matches("""<a href="/manage/products/\d+">""", (await admin.OpenAsync("/manage/products")).Html);
    }
}
