using System.Text.RegularExpressions;
using Ecommerce.Tests.Identity;

namespace Ecommerce.Tests.Addresses;

/// <summary>The page of addresses, as a browser without scripts uses it.</summary>
public sealed partial class AddressesPageTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private const string Address = "/account/addresses";

    private static readonly (string, string)[] Home =
    [
        ("Input.Recipient", "김하나"), ("Input.Phone", "010-1234-5678"), ("Input.PostalCode", "04524"),
        ("Input.Address1", "서울 중구 세종대로 110"), ("Input.Address2", ""), ("Input.Note", ""),
    ];

    [Fact]
    public async Task An_address_is_added_changed_made_the_default_and_removed()
    {
        var visitor = await pages.Visitor().RegisterAsync();
        (await visitor.OpenAsync("/account")).Says("배송지");
        (await visitor.OpenAsync(Address)).Says("저장한 배송지가 없어요");

        (await visitor.SendFormAsync(Address, "address", Home)).IsRedirectTo($"{Address}?done=saved");
        (await visitor.SendFormAsync(Address, "address", [.. Home.Skip(1), ("Input.Recipient", "이두리")]))
            .IsRedirectTo($"{Address}?done=saved");
        var page = (await visitor.OpenAsync($"{Address}?done=saved")).Says("배송지를 저장했어요").Says("김하나").Says("이두리");
        var (first, second) = (RemoveForms().Matches(page.Html)[0].Groups[1].Value, RemoveForms().Matches(page.Html)[1].Groups[1].Value);

        var edit = $"{Address}?edit={second}";
        (await visitor.OpenAsync(edit)).Says("배송지 고치기");
        (await visitor.SendFormAsync(edit, "address", [.. Home.Skip(1), ("Input.Recipient", "박세나")]))
            .IsRedirectTo($"{Address}?done=saved");
        (await visitor.SendFormAsync(Address, $"default-{second}")).IsRedirectTo($"{Address}?done=saved");
        page = (await visitor.OpenAsync(Address)).Says("박세나");
        Assert.Equal([second, first], RemoveForms().Matches(page.Html).Select(m => m.Groups[1].Value)); // the default comes first
        (await visitor.SendFormAsync(Address, $"remove-{second}")).IsRedirectTo($"{Address}?done=removed");

        page = await visitor.OpenAsync($"{Address}?done=removed");
        Assert.DoesNotContain("박세나", page.Says("배송지를 지웠어요").Text);
        Assert.DoesNotContain($"default-{first}", page.Html); // it is the default again
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays()
    {
        var visitor = await pages.Visitor().RegisterAsync();

        var page = await visitor.SendFormAsync(
            Address, "address", [.. Home.Where(f => f.Item1 != "Input.PostalCode"), ("Input.PostalCode", "4524")]);

        page.Says("우편번호 다섯 자리를 입력해 주세요.");
        Assert.Contains("value=\"김하나\"", page.Html);
        (await visitor.OpenAsync(Address)).Says("저장한 배송지가 없어요");
    }

    [Fact]
    public async Task Anothers_address_can_not_be_opened_or_changed()
    {
        var (owner, stranger) = (await pages.Visitor().RegisterAsync(), await pages.Visitor().RegisterAsync());
        await owner.SendFormAsync(Address, "address", Home);
        var id = RemoveForms().Match((await owner.OpenAsync(Address)).Html).Groups[1].Value;
        Assert.DoesNotContain("김하나", (await stranger.OpenAsync($"{Address}?edit={id}")).Html);

        await stranger.SendFormAsync($"{Address}?edit={id}", "address", [.. Home.Skip(1), ("Input.Recipient", "이두리")]);

        (await owner.OpenAsync(Address)).Says("김하나");
        (await stranger.OpenAsync(Address)).Says("이두리"); // one of their own
    }

    [GeneratedRegex("remove-(\\d+)")]
    private static partial Regex RemoveForms();
}
