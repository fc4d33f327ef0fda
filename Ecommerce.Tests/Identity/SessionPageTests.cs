using System.Text.RegularExpressions;

namespace Ecommerce.Tests.Identity;

/// <summary>The sessions behind the cookies of pages.</summary>
public sealed partial class SessionPageTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_the_log_out()
    {
        var visitor = pages.Visitor();
        var registered = await visitor.SendRegistrationAsync(ShopHttp.NewEmail());
        var thief = pages.Visitor();
        thief.Http.DefaultRequestHeaders.Add("Cookie", registered.Cookies.Select(c => c.Split(';')[0]));
        Assert.True(await thief.IsLoggedInAsync());

        var form = PageForm.Fill((await visitor.OpenAsync("/account/logout")).Html);
        var left = await visitor.Http.PostAsync("/account/logout", form);

        Assert.Equal("\"cache\", \"storage\"", left.Headers.GetValues("Clear-Site-Data").Single());
        Assert.False(await thief.IsLoggedInAsync());
        Assert.False(await visitor.IsLoggedInAsync());
    }

    [Fact]
    public async Task The_devices_are_listed_and_one_is_logged_out()
    {
        var visitor = await pages.Visitor().RegisterAsync();
        var phone = pages.Visitor();
        phone.Http.DefaultRequestHeaders.Add("User-Agent", Phone);
        await phone.LogInAsync(visitor.Email);

        var page = (await visitor.OpenAsync("/account/sessions")).Says("Safari · iPhone").Says("이 기기");
        (await visitor.SendAsync(page, "/account/sessions")).Says("그 기기에서 로그아웃했어요");

        Assert.False(await phone.IsLoggedInAsync());
        Assert.True(await visitor.IsLoggedInAsync());
    }

    [Fact]
    public async Task Log_out_everywhere_ends_them_all()
    {
        var (visitor, other) = (await pages.Visitor().RegisterAsync(), pages.Visitor());
        await other.LogInAsync(visitor.Email);

        var page = await visitor.OpenAsync("/account/sessions");
        page = page with { Html = EndOne().Replace(page.Html, "end-all") };
        (await visitor.SendAsync(page, "/account/sessions")).IsRedirectTo("/account/login");

        Assert.False(await visitor.IsLoggedInAsync());
        Assert.False(await other.IsLoggedInAsync());
    }

    [Theory]
    [InlineData(Phone, "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome · Linux")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · macOS")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", "")]
    public void A_device_is_called_as_its_owner_would(string userAgent, string name) =>
        Assert.Equal(name, Web.Identity.Sessions.DeviceName.Of(userAgent));

    [GeneratedRegex(@"end-\d+")]
    private static partial Regex EndOne();
}
