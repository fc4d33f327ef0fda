using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Audit;

/// <summary>What admins change is written down in the transaction that changes it, by whom, and in one chain.</summary>
public abstract class AuditContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    private static readonly ProductEdit Edit = new("Lamp", 1200, "Things");

    private sealed record Scene(
        long Admin, long Shopper, long Other, long Note, long Product, long Plan, long Order, long Event, DateOnly Today);

    /// <summary>Everything that an admin can change without a scheduler.</summary>
    private static readonly Dictionary<string, Func<TestShop, Actor, Scene, Task<Refusal?>>> UseCases = new()
    {
        ["product.created"] = async (shop, actor, _) => (await shop.Get<ProductEditor>().CreateAsync(actor, Edit, 7, default)).Refusal,
        ["product.updated"] = async (shop, actor, s) =>
            (await shop.Get<ProductEditor>().UpdateAsync(actor, s.Product, Edit, null, default)).Refusal,
        ["product.stock-adjusted"] = async (shop, actor, s) =>
            (await shop.Get<ProductEditor>().AdjustStockAsync(actor, s.Product, 3, "delivery", default)).Refusal,
        ["product.stock-taken"] = async (shop, actor, s) =>
            (await shop.Get<TakeStock>().RunAsync(actor, s.Product, 7, null, "", default)).Refusal,
        ["product.change-planned"] = async (shop, actor, s) => (await shop.Get<PlanChanges>().PlanAsync(
            actor, s.Product, new(ScheduledChangeKind.Publish, null, shop.Get<StoreClock>().UtcNow.AddDays(1)), default)).Refusal,
        ["product.change-cancelled"] = async (shop, actor, s) =>
            (await shop.Get<PlanChanges>().CancelAsync(actor, s.Product, s.Plan, default)).Refusal,
        ["product.copied"] = async (shop, actor, s) => (await shop.Get<CopyProduct>().RunAsync(actor, s.Product, default)).Refusal,
        ["product.picture-added"] = async (shop, actor, s) => (await shop.Get<ProductPictures>()
            .AddAsync(actor, s.Product, new MadePicture(new('0', ProductPicture.HashLength), 1, 1, []), new(), null, default)).Refusal,
        ["order.cancelled"] = async (shop, actor, s) =>
            (await shop.Get<CancelForShopper>().RunAsync(actor, s.Order, "sold out", default)).Refusal,
        ["order.shipped"] = async (shop, actor, s) =>
            (await shop.Get<ShipOrder>().RunAsync(actor, new(s.Order, "CJ", "1234"), default)).Refusal,
        ["order.delivered"] = async (shop, actor, s) => (await shop.Get<DeliverOrder>().RunAsync(actor, s.Order, default)).Refusal,
        ["order.refunded"] = async (shop, actor, s) => (await shop.Get<RefundOrder>().RunAsync(
            actor, new(s.Order, [new(s.Product, 1)], Restock: true, "torn"), default)).Refusal,
        ["shopper.unlocked"] = async (shop, actor, s) => (await shop.Get<ShopperAdmin>().UnlockAsync(actor, s.Shopper, default)).Refusal,
        ["shopper.factor-reset"] = async (shop, actor, s) =>
            (await shop.Get<ShopperAdmin>().ResetFactorAsync(actor, s.Shopper, default)).Refusal,
        ["shopper.locked"] = async (shop, actor, s) => (await shop.Get<LockAccount>().RunAsync(actor, s.Other, "stolen", default)).Refusal,
        ["shopper.logged-out"] = async (shop, actor, s) => (await shop.Get<LogOutShopper>().RunAsync(actor, s.Other, default)).Refusal,
        ["shopper.wallet-corrected"] = async (shop, actor, s) =>
            (await shop.Get<CorrectWallet>().RunAsync(actor, new(s.Other, 50, "sorry"), default)).Refusal,
        ["shopper.note-added"] = async (shop, actor, s) =>
            (await shop.Get<ShopperNotes>().AddAsync(actor, s.Other, "friendly", default)).Refusal,
        ["shopper.note-deleted"] = async (shop, actor, s) =>
            (await shop.Get<ShopperNotes>().DeleteAsync(actor, s.Other, s.Note, default)).Refusal,
        ["event.retried"] = async (shop, actor, s) => (await shop.Get<OutboxAdmin>().RetryAsync(actor, s.Event, default)).Refusal,
        ["events.retried"] = async (shop, actor, _) => (await shop.Get<OutboxAdmin>().RetryAllDeadAsync(actor, default)).Refusal,
        ["ranking.counted"] = async (shop, actor, s) => (await shop.Get<AggregateDay>().RunAsync(actor, s.Today, default)).Refusal,
    };

    public static TheoryData<string> Actions => [.. UseCases.Keys];

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Who_changes_something_is_written_down(string action)
    {
        await using var shop = await StartAsync(InterceptedRunner.Install);
        var scene = await ArrangeAsync(shop.First);
        var before = await LastIdAsync(shop.First);
        var runner = (InterceptedRunner)shop.First.Get<ITransactionRunner>();
        var runs = runner.Runs;

        Assert.Null(await UseCases[action](shop.First, Actor.OnPage(scene.Admin), scene));

        Assert.Equal(1, runner.Runs - runs); // the change and its row are one unit
        var row = Assert.Single(await shop.First.ReadAsync(db => db.AdminActions.Where(a => a.Id > before).ToListAsync()));
        Assert.Equal((scene.Admin, "Admin", ActorOrigin.Page, action), (row.ActorId, row.Role, row.Origin, row.Action));
        Assert.Contains(action, AdminActions.All);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Theory]
    [InlineData("product.updated", """{"name":"Old","price":1000,"version":1}""", """{"name":"Lamp","price":1200,"version":2}""")]
    [InlineData("product.stock-adjusted", """{"stock":9}""", """{"stock":12,"reason":"delivery"}""")]
    [InlineData("product.stock-taken", """{"stock":9}""", """{"stock":7,"counted":7,"reason":"stock-take"}""")]
    [InlineData("order.cancelled", """{"status":"paid"}""", """{"status":"cancelled","reason":"sold out"}""")]
    [InlineData("order.shipped", """{"status":"paid"}""", """{"status":"shipped","carrier":"CJ"}""")]
    [InlineData("order.delivered", """{"status":"paid"}""", """{"status":"delivered"}""")]
    [InlineData(
        "order.refunded",
        """{"refunded":0}""",
        """{"refunded":1000,"items":[{"productId":1,"quantity":1}],"restock":true,"reason":"torn"}""")]
    [InlineData("shopper.unlocked", """{"lockoutEnd":"2030-01-02T03:04:05.000Z"}""", """{"lockoutEnd":null}""")]
    [InlineData("shopper.factor-reset", """{"authenticator":true,"passkeys":1}""", """{"authenticator":false,"passkeys":0}""")]
    [InlineData("shopper.locked", """{"locked":false}""", """{"locked":true,"reason":"stolen"}""")]
    [InlineData("shopper.logged-out", """{"sessions":1}""", """{"sessions":0}""")]
    [InlineData("shopper.wallet-corrected", """{"balance":0}""", """{"balance":50,"reason":"sorry"}""")]
    [InlineData("shopper.note-added", null, """{"note":2}""")]
    [InlineData("shopper.note-deleted", """{"note":1}""", null)]
    [InlineData("event.retried", """{"status":"dead","attempts":9}""", """{"status":"pending","attempts":0}""")]
    [InlineData("events.retried", """{"dead":1}""", """{"dead":0}""")]
    [InlineData("ranking.counted", null, """{"products":1,"quantitySold":1}""")]
    public async Task What_changed_is_told_as_it_was_and_as_it_became(string action, string? was, string? became)
    {
        await using var shop = await StartAsync();
        var scene = await ArrangeAsync(shop.First);

        Assert.Null(await UseCases[action](shop.First, Actor.ThroughApi(scene.Admin), scene));

        var row = (await ListAsync(shop.First, new(Action: action)))[0];
        Assert.Equal((was, became), (row.Before, row.After));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Whoever_lost_the_role_is_refused_and_changes_nothing(string action)
    {
        await using var shop = await StartAsync();
        var scene = await ArrangeAsync(shop.First);
        await shop.First.DemoteAsync(scene.Admin);
        var before = await shop.First.ContentsAsync();

        Assert.IsType<RoleNotHeld>(await UseCases[action](shop.First, Actor.ThroughApi(scene.Admin), scene));

        Assert.Equal(before, await shop.First.ContentsAsync());
    }

    /// <summary>The role is taken away where only the unit's own transaction can see it.</summary>
    [Fact]
    public async Task The_role_is_checked_inside_the_transaction()
    {
        await using var shop = await StartAsync(DemotingRunner.Install);
        var scene = await ArrangeAsync(shop.First);
        var before = await shop.First.ContentsAsync();
        ((DemotingRunner)shop.First.Get<ITransactionRunner>()).Demotes = scene.Admin;

        Assert.IsType<RoleNotHeld>(await UseCases["product.updated"](shop.First, Actor.ThroughApi(scene.Admin), scene));

        Assert.Equal(before, await shop.First.ContentsAsync());
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task A_change_that_is_rolled_back_takes_its_row_with_it(string action)
    {
        await using var shop = await StartAsync(InterceptedRunner.Install);
        var scene = await ArrangeAsync(shop.First);
        var before = await shop.First.ContentsAsync();
        ((InterceptedRunner)shop.First.Get<ITransactionRunner>()).BeforeCommit = (_, _) => throw new TimeoutException("It breaks here.");

        await Assert.ThrowsAsync<TimeoutException>(() => UseCases[action](shop.First, Actor.OnPage(scene.Admin), scene));

        Assert.Equal(before, await shop.First.ContentsAsync());
    }

    /// <summary>
    /// Without a second try, so that it is the lock that makes them take turns and not the key that stops the slower one.
    /// </summary>
    [Fact]
    public async Task Eight_writers_at_once_make_one_chain()
    {
        await using var shop = await StartAsync(settings: ("Database:MaxRetries", "0"));
        var admin = await shop.First.AddAdminAsync();
        var products = new List<long>();
        while (products.Count < 8) products.Add(await shop.First.AddProductAsync());
        var before = await LastIdAsync(shop.First);

        var refusals = await Race.RunAsync(8, async writer =>
        {
            for (var i = 0; i < 5; i++)
            {
                var moved = await shop[writer + i].Get<ProductEditor>()
                    .AdjustStockAsync(Actor.ThroughApi(admin), products[(writer + i) % 8], 1, $"{writer}/{i}", default);
                if (!moved.Succeeded) return moved.Refusal;
            }

            return null;
        });

        Assert.All(refusals, Assert.Null);
        var ids = await shop.First.ReadAsync(db => db.AdminActions.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync());
        Assert.Equal(Enumerable.Range(1, (int)before + 40).Select(i => (long)i), ids);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_deleted_admin_has_no_name_any_more_and_the_chain_holds()
    {
        await using var shop = await StartAsync();
        var scene = await ArrangeAsync(shop.First);
        await shop.First.AddAdminAsync(); // the last one has to stay
        Assert.Null(await UseCases["product.updated"](shop.First, Actor.OnPage(scene.Admin), scene));
        Assert.NotNull((await ListAsync(shop.First, new(ActorId: scene.Admin))).Single().ActorEmail);

        (await shop.First.Get<AccountDeletion>().RunAsync(new(scene.Admin, null), default)).Granted();

        Assert.Null((await ListAsync(shop.First, new(ActorId: scene.Admin))).Single().ActorEmail);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Actions_are_found_by_who_what_and_which_newest_first()
    {
        await using var shop = await StartAsync();
        var scene = await ArrangeAsync(shop.First);
        var (ann, other) = (Actor.OnPage(scene.Admin), await shop.First.AddProductAsync());
        foreach (var action in new[] { "product.stock-adjusted", "product.updated", "event.retried" })
            Assert.Null(await UseCases[action](shop.First, ann, scene));
        var email = await shop.First.ReadAsync(db => db.Users.Where(u => u.Id == scene.Admin).Select(u => u.Email!).SingleAsync());

        string[] byAnn = ["event.retried", "product.updated", "product.stock-adjusted"];
        Assert.Equal(byAnn, await NamesAsync(new(ActorId: scene.Admin)));
        Assert.Equal(byAnn, await NamesAsync(new(ActorEmail: email.ToUpperInvariant())));
        Assert.Equal(
            ["product.updated", "product.stock-adjusted", "product.created"], await NamesAsync(new(new("product", scene.Product))));
        Assert.Equal(["product.created"], await NamesAsync(new(new("product", other))));
        Assert.Equal(["product.updated"], await NamesAsync(new(new("product", scene.Product), scene.Admin, Action: "product.updated")));
        Assert.Empty(await NamesAsync(new(ActorEmail: "nobody@example.com")));
        var second = await shop.First.Get<AuditQueries>().ListAsync(new(ActorId: scene.Admin), new PageRequest(2, 1), default);
        Assert.Equal((3, "product.updated"), (second.Total, second.Items.Single().Action));

        async Task<IEnumerable<string>> NamesAsync(AuditFilter filter) => (await ListAsync(shop.First, filter)).Select(a => a.Action);
    }

    private static async Task<IReadOnlyList<AuditEntry>> ListAsync(TestShop shop, AuditFilter filter) =>
        (await shop.Get<AuditQueries>().ListAsync(filter, new PageRequest(), default)).Items;

    private static Task<long> LastIdAsync(TestShop shop) => shop.ReadAsync(db => db.AdminActions.MaxAsync(a => a.Id));

    private static async Task<Scene> ArrangeAsync(TestShop shop)
    {
        var (admin, shopper) = (await shop.AddAdminAsync(), await shop.AddShopperAsync(balance: 10_000));
        var product = await shop.AddProductAsync(stock: 10, price: 1000, name: "Old");
        var order = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        await shop.Get<DeliveryQueue>().RouteAsync(default);
        await shop.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(
            d => d.SetProperty(x => x.Status, DeliveryStatus.Dead).SetProperty(x => x.Attempts, 9)));
        await shop.ReadAsync(db => db.Users.Where(u => u.Id == shopper)
            .ExecuteUpdateAsync(u => u
                .SetProperty(x => x.LockoutEnd, new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero))
                .SetProperty(x => x.TwoFactorEnabled, true)));
        await shop.AddPasskeyAsync(shopper);
        var other = await shop.AddShopperAsync();
        await shop.BeginSessionAsync(other);
        var note = new ShopperNote { ShopperId = other, AuthorId = admin, Text = "calls at noon", CreatedAt = DateTime.UnixEpoch };
        await shop.ReadAsync(db => db.Add(note).Context.SaveChangesAsync());
        var paid = await shop.ReadAsync(db => db.Events.Select(e => e.Id).SingleAsync());
        var tomorrow = shop.Get<StoreClock>().UtcNow.AddDays(1);
        var plan = new ScheduledChange { ProductId = product, Kind = ScheduledChangeKind.Publish, DueAt = tomorrow, PlannedAt = tomorrow };
        await shop.ReadAsync(db => db.Add(plan).Context.SaveChangesAsync());
        return new Scene(admin, shopper, other, note.Id, product, plan.Id, order, paid, shop.Get<StoreClock>().Today);
    }

    /// <summary>Takes the role away at the beginning of each transaction.</summary>
    private sealed class DemotingRunner(ITransactionRunner inner) : ITransactionRunner, IAsyncDisposable
    {
        public long Demotes { get; set; }

        public static void Install(IServiceCollection services)
        {
            var registered = services.Last(s => s.ServiceType == typeof(ITransactionRunner));
            services.AddSingleton<ITransactionRunner>(p => new DemotingRunner((ITransactionRunner)registered.ImplementationFactory!(p)));
        }

        public Task<Committed<T>> RunAsync<T>(
            Func<UnitOfWork, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken) =>
            inner.RunAsync<T>(
                async (unit, token) =>
                {
                    await unit.EditAsync<bool>(
                        async (edit, inner) => await edit.Db.UserRoles.Where(r => r.UserId == Demotes).ExecuteDeleteAsync(inner) >= 0,
                        token);
                    return await work(unit, token);
                },
                cancellationToken);

        public ValueTask DisposeAsync() => inner is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;
    }
}

public sealed class SqliteAuditTests(TestDatabases databases) : AuditContract(databases, DatabaseProvider.Sqlite);

public sealed class SqliteTwoInstancesAuditTests(TestDatabases databases) : AuditContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresAuditTests(TestDatabases databases) : AuditContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesAuditTests(TestDatabases databases)
    : AuditContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerAuditTests(TestDatabases databases) : AuditContract(databases, DatabaseProvider.SqlServer);
