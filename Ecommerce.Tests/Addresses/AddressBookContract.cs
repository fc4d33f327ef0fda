using Ecommerce.Core.Addresses;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Addresses;

/// <summary>A shopper keeps addresses, one of which is the default, whoever asks for what at the same time.</summary>
public abstract class AddressBookContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task The_first_is_the_default_until_another_is_made_it()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        var first = await shop.First.AddAddressAsync(shopper);
        var second = await shop.First.AddAddressAsync(shopper);
        Assert.Equal([(first, true), (second, false)], await ListAsync(shop.First, shopper));

        var book = shop.First.Get<AddressBook>();
        (await book.UpdateAsync(shopper, second, TestAddresses.Typed, isDefault: true, default)).Granted();
        Assert.Equal([(second, true), (first, false)], await ListAsync(shop.First, shopper));
        (await book.UpdateAsync(shopper, second, TestAddresses.Typed with { Note = null }, isDefault: false, default)).Granted();
        var third = await shop.First.AddAddressAsync(shopper, isDefault: true);

        Assert.Equal([(third, true), (first, false), (second, false)], await ListAsync(shop.First, shopper));
        Assert.Null((await book.ListAsync(shopper, default))[2].Note);
    }

    [Fact]
    public async Task Without_the_default_the_one_added_last_takes_its_place()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        var ids = new List<long>();
        for (var i = 0; i < 3; i++) ids.Add(await shop.First.AddAddressAsync(shopper));
        var book = shop.First.Get<AddressBook>();

        (await book.RemoveAsync(shopper, ids[0], default)).Granted();
        Assert.Equal([(ids[2], true), (ids[1], false)], await ListAsync(shop.First, shopper));
        (await book.RemoveAsync(shopper, ids[1], default)).Granted();
        Assert.Equal([(ids[2], true)], await ListAsync(shop.First, shopper));
        (await book.RemoveAsync(shopper, ids[2], default)).Granted();

        Assert.Empty(await ListAsync(shop.First, shopper));
        Assert.Equal(new AddressNotFound(), (await book.RemoveAsync(shopper, ids[2], default)).Refused());
    }

    [Fact]
    public async Task Of_many_that_want_to_be_the_default_at_once_one_is()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();

        await Race.RunAsync(AddressLimits.MaxCount, i => shop[i].AddAddressAsync(shopper, isDefault: true));

        var all = await ListAsync(shop.First, shopper);
        Assert.Equal(AddressLimits.MaxCount, all.Count);
        Assert.Single(all, a => a.IsDefault);
    }

    [Fact]
    public async Task Of_many_at_once_no_more_are_kept_than_there_may_be()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        for (var i = 0; i < AddressLimits.MaxCount - 1; i++) await shop.First.AddAddressAsync(shopper);

        var added = await Race.RunAsync(
            8, i => shop[i].Get<AddressBook>().AddAsync(shopper, TestAddresses.Typed, isDefault: false, default));

        Assert.Single(added, a => a.Succeeded);
        Assert.All(added.Where(a => !a.Succeeded), a => Assert.Equal(new TooManyAddresses(AddressLimits.MaxCount), a.Refusal));
        Assert.Equal(AddressLimits.MaxCount, (await ListAsync(shop.First, shopper)).Count);
    }

    [Fact]
    public async Task Anothers_address_is_not_there()
    {
        await using var shop = await StartAsync();
        var (owner, stranger) = (await shop.First.AddShopperAsync(), await shop.First.AddShopperAsync());
        var address = await shop.First.AddAddressAsync(owner);
        var book = shop.First.Get<AddressBook>();

        Assert.Empty(await book.ListAsync(stranger, default));
        Assert.Equal(new AddressNotFound(), (await book.UpdateAsync(stranger, address, TestAddresses.Typed, true, default)).Refused());
        Assert.Equal(new AddressNotFound(), (await book.RemoveAsync(stranger, address, default)).Refused());

        Assert.Equal([(address, true)], await ListAsync(shop.First, owner));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_default()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        await shop.First.AddAddressAsync(shopper);
        await shop.First.AddAddressAsync(shopper);

        await Assert.ThrowsAnyAsync<Exception>(() => shop.First.ReadAsync(
            db => db.Addresses.ExecuteUpdateAsync(a => a.SetProperty(x => x.DefaultOf, shopper))));
    }

    private static async Task<List<(long Id, bool IsDefault)>> ListAsync(TestShop shop, long shopper) =>
        (await shop.Get<AddressBook>().ListAsync(shopper, default)).Select(a => (a.Id, a.IsDefault)).ToList();
}

public sealed class SqliteAddressBookTests(TestDatabases databases) : AddressBookContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresAddressBookTests(TestDatabases databases)
    : AddressBookContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerAddressBookTests(TestDatabases databases) : AddressBookContract(databases, DatabaseProvider.SqlServer);

/// <summary>What can be an address, and what is wrong with what can't.</summary>
public sealed class AddressEditTests
{
    [Fact]
    public void Text_is_stored_trimmed_and_what_is_optional_may_be_left_out()
    {
        var validation = new Validation();
        var address = new AddressEdit(" 김하나 ", " +82 (0)10-1234-5678", " 04524 ", " 세종대로 110 ", " ").Check(validation);

        Assert.Null(validation.Failure);
        Assert.Equal(new PostalAddress("김하나", "+82 (0)10-1234-5678", "04524", "세종대로 110", null, null), address);
    }

    [Theory]
    [InlineData("recipient")]
    [InlineData("phone")]
    [InlineData("postalCode")]
    [InlineData("address1")]
    public void What_is_needed_is_asked_for(string field)
    {
        var edit = field switch
        {
            "recipient" => TestAddresses.Typed with { Recipient = " " },
            "phone" => TestAddresses.Typed with { Phone = null },
            "postalCode" => TestAddresses.Typed with { PostalCode = null },
            _ => TestAddresses.Typed with { Address1 = "" },
        };
        Assert.Equal([field], FieldsOf(edit));
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("0452４")]
    [InlineData("045-24")]
    [InlineData("123456")]
    public void A_postal_code_is_five_digits(string code) =>
        Assert.Equal(["postalCode"], FieldsOf(TestAddresses.Typed with { PostalCode = code }));

    [Theory]
    [InlineData("call me")]
    [InlineData("123-45-6")]
    [InlineData("010-1234-5678-9012-3456")]
    [InlineData("010+12345678")]
    public void A_phone_number_is_made_of_digits(string phone) =>
        Assert.Equal(["phone"], FieldsOf(TestAddresses.Typed with { Phone = phone }));

    [Fact]
    public void Nothing_is_longer_than_its_column()
    {
        var edit = new AddressEdit(
            new('가', 51), new('1', 21), "04524", new('가', 201), new('가', 201), new('가', 201));
        Assert.Equal(["address1", "address2", "note", "phone", "recipient"], FieldsOf(edit));
    }

    private static IEnumerable<string> FieldsOf(AddressEdit edit)
    {
        var validation = new Validation();
        edit.Check(validation);
        return validation.Failure!.Errors.Keys.Order(StringComparer.Ordinal);
    }
}
