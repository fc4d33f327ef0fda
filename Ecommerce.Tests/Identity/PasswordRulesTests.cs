using System.Buffers.Binary;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Architecture;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>Which passwords are taken, and how they are kept.</summary>
public sealed class PasswordRulesTests(TestDatabases databases) : ShopTests(databases)
{
    private readonly TestDatabases databases = databases;

    [Theory]
    [InlineData("eight ch")]
    [InlineData("한글로된비밀번호")]
    [InlineData("ㅂㅣㅁㅣㄹ 번호")]
    [InlineData("correct horse battery staple")]
    [InlineData("!!!!????")]
    public async Task Length_is_enough_whatever_it_is_made_of(string password) => Assert.Empty(await FaultsAsync(password));

    [Theory]
    [InlineData(7, PasswordTooShort)]
    [InlineData(8, null)]
    [InlineData(128, null)]
    [InlineData(1000, null)]
    [InlineData(1001, PasswordRules.TooLong)]
    public async Task It_has_8_to_1000_characters(int length, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], await FaultsAsync(new string('가', length)));

    [Theory]
    [InlineData("password1")]
    [InlineData("Qwertyuiop")]
    [InlineData("1Q2W3E4R")]
    [InlineData("11234567")] // the last of the list
    public async Task The_common_ones_are_refused(string password) => Assert.Equal([PasswordRules.TooCommon], await FaultsAsync(password));

    [Theory]
    [InlineData("minji.kim@shop.example")]
    [InlineData("Minji.Kim@Shop.Example")]
    [InlineData("MINJI.KIM")]
    [InlineData("ecommerce")]
    public async Task It_is_no_name_that_everybody_knows(string password) =>
        Assert.Equal([PasswordRules.NamesAccount], await FaultsAsync(password));

    /// <summary>OWASP ASVS 5.0, 6.2.4, asks for 3,000.</summary>
    [Fact]
    public void The_list_holds_many_and_each_is_long_enough_to_be_asked_about()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "Ecommerce.Core", "Identity", "CommonPasswords.txt"))
            .Where(line => !line.StartsWith('#')).ToList();

        Assert.Equal(11_611, lines.Distinct().Count());
        Assert.All(lines, line => Assert.True(line.Length >= PasswordRules.MinLength));
        Assert.All(lines, line => Assert.Equal(line.Trim().ToLowerInvariant(), line));
    }

    [Fact]
    public async Task A_hash_takes_as_many_rounds_as_today_is_asked_for_and_an_older_one_is_made_anew()
    {
        var id = await Shop.AddShopperAsync();
        await using var scope = Shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var shopper = (await shoppers.FindByIdAsync($"{id}"))!;
        var older = new PasswordHasher<Shopper>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions()));
        shopper.PasswordHash = older.HashPassword(shopper, "a password of old");
        await shoppers.UpdateAsync(shopper);
        Assert.Equal(100_000, RoundsOf(shopper.PasswordHash));

        Assert.False(await shoppers.CheckPasswordAsync(shopper, "another password"));
        Assert.True(await shoppers.CheckPasswordAsync(shopper, "a password of old"));

        Assert.Equal(210_000, RoundsOf(await Shop.ReadAsync(async db => (await db.Users.FindAsync(id))!.PasswordHash!)));
        Assert.True(await shoppers.CheckPasswordAsync(shopper, "a password of old"));
    }

    [Fact]
    public async Task A_demo_shops_accounts_have_their_password_whatever_the_rules_are()
    {
        await using var demo = await TestShop.StartAsync(
            databases,
            settings: [("Seed:Demo", "true"), ("Seed:DemoHistory", "false"), ("Store:Name", DemoAccounts.Password)]);
        await using var scope = demo.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();

        foreach (var email in new[] { DemoAccounts.Shopper, DemoAccounts.Admin })
            Assert.True(await shoppers.CheckPasswordAsync((await shoppers.FindByEmailAsync(email))!, DemoAccounts.Password));
    }

    private const string PasswordTooShort = nameof(IdentityErrorDescriber.PasswordTooShort);

    private async Task<string[]> FaultsAsync(string password)
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var shopper = new Shopper { UserName = "minji.kim@shop.example", Email = "minji.kim@shop.example" };
        return [.. (await shoppers.CreateAsync(shopper, password)).Errors.Select(e => e.Code)];
    }

    /// <summary>Identity's form of a hash: a marker, then the function (2 is HMAC-SHA512) and the rounds in four bytes each.</summary>
    private static int RoundsOf(string hash)
    {
        var bytes = Convert.FromBase64String(hash).AsSpan();
        Assert.Equal((1, 2u), (bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[1..])));
        return BinaryPrimitives.ReadInt32BigEndian(bytes[5..]);
    }
}
