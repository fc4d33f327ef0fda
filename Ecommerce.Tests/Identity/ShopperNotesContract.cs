using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Identity;

/// <summary>What admins write down about a shopper: for admins, the shopper's to have, and gone with the account.</summary>
public abstract class ShopperNotesContract(TestDatabases databases, DatabaseProvider provider)
{
    [Fact]
    public async Task Are_listed_newest_first_with_who_wrote_them_and_deleted_by_them_alone()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (ann, bob, shopper, other) = (
            await shop.AddAdminAsync(), await shop.AddAdminAsync(), await shop.AddShopperAsync(), await shop.AddShopperAsync());
        var notes = shop.Get<ShopperNotes>();
        var first = (await notes.AddAsync(Actor.OnPage(ann), shopper, " calls\nin the evening ", default)).Granted();
        var second = (await notes.AddAsync(Actor.OnPage(bob), shopper, "friendly", default)).Granted();
        await notes.AddAsync(Actor.OnPage(bob), other, "elsewhere", default);

        Assert.Equal([("friendly", bob), ("calls\nin the evening", ann)], (await ListAsync(1, 20)).Items.Select(n => (n.Text, n.AuthorId)));
        Assert.NotNull(second.Author);
        var page = await ListAsync(2, 1);
        Assert.Equal((2, first), (page.Total, page.Items.Single()));

        Assert.Equal(new NoteOfAnother(), (await notes.DeleteAsync(Actor.OnPage(bob), shopper, first.Id, default)).Refused());
        Assert.Equal(new NoteNotFound(), (await notes.DeleteAsync(Actor.OnPage(ann), other, first.Id, default)).Refused());
        (await notes.DeleteAsync(Actor.OnPage(ann), shopper, first.Id, default)).Granted();
        Assert.Equal(new NoteNotFound(), (await notes.DeleteAsync(Actor.OnPage(ann), shopper, first.Id, default)).Refused());
        Assert.Equal([second], (await ListAsync(1, 20)).Items);

        Task<Page<NoteView>> ListAsync(int number, int limit) => notes.ListAsync(shopper, new PageRequest(number, limit), default);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("\0")]
    public async Task Are_refused_without_words(string? text)
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (admin, shopper) = (Actor.OnPage(await shop.AddAdminAsync()), await shop.AddShopperAsync());

        Assert.IsType<ValidationFailed>((await shop.Get<ShopperNotes>().AddAsync(admin, shopper, text, default)).Refused());
        Assert.IsType<ValidationFailed>(
            (await shop.Get<ShopperNotes>().AddAsync(admin, shopper, new string('x', 2_001), default)).Refused());
        Assert.Equal(new ShopperNotFound(), (await shop.Get<ShopperNotes>().AddAsync(admin, shopper + 99, "x", default)).Refused());
    }

    [Fact]
    public async Task Are_in_what_the_shopper_downloads_and_gone_with_the_account()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var admin = Actor.OnPage(await shop.AddAdminAsync());
        var (shopper, other) = (await shop.AddShopperAsync(), await shop.AddShopperAsync());
        await shop.Get<ShopperNotes>().AddAsync(admin, shopper, "very private", default);
        await shop.Get<ShopperNotes>().AddAsync(admin, other, "of another", default);

        var export = (await shop.Get<AccountExports>().CollectAsync(shopper, default)).Granted();
        Assert.Equal(["very private"], export.Notes.Select(n => n.Text));

        (await shop.Get<AccountDeletion>().RunAsync(new(shopper, null), default)).Granted();
        Assert.Equal(["of another"], await shop.ReadAsync(db => db.ShopperNotes.Select(n => n.Text).ToListAsync()));
        Assert.DoesNotContain("very private", Answers.Json(await shop.ContentsAsync()), StringComparison.Ordinal); // the audit included
    }
}

public sealed class SqliteShopperNotesTests(TestDatabases databases) : ShopperNotesContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresShopperNotesTests(TestDatabases databases) : ShopperNotesContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerShopperNotesTests(TestDatabases databases) : ShopperNotesContract(databases, DatabaseProvider.SqlServer);
