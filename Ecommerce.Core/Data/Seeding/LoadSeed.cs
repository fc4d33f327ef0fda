using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>How much a shop for load runs holds: <paramref name="Lines"/> order lines, two to an order, over the last days.</summary>
/// <param name="Settled">
/// Whether orders went their way (<see cref="LoadWayStatements"/>), for pages that are looked at; else all are paid, and nothing else.
/// </param>
public sealed record LoadSize(
    int Products = 10_000, int Shoppers = 1_000, int Lines = 1_000_000, int Days = 90, bool Settled = false)
{
    /// <summary>Refused: fewer than two products (an order has two), an odd number of lines, anything below one or beyond reason.</summary>
    public ValidationFailed? Check()
    {
        var validation = new Validation();
        validation.Require(Products is >= 2 and <= 1_000_000, "products", "Must be an integer from 2 to 1000000.");
        validation.Require(Shoppers is >= 1 and <= 1_000_000, "shoppers", "Must be an integer from 1 to 1000000.");
        validation.Require(Lines is >= 2 and <= 100_000_000 && Lines % 2 == 0, "lines", "Must be an even integer from 2 to 100000000.");
        validation.Require(Days is >= 1 and <= 3650, "days", "Must be an integer from 1 to 3650.");
        return validation.Failure;
    }
}

/// <summary>
/// The accounts of a load run: <c>load{id}@example.com</c> with ids from <paramref name="FirstShopper"/> on, and one password.
/// </summary>
public sealed record LoadedShop(LoadSize Size, long FirstShopper, long FirstProduct)
{
    public const string Password = DemoAccounts.Password;
}

/// <summary>
/// Fills a shop for load runs: products, funded shoppers and a history of orders, in one transaction, with all that belongs to
/// them, so that the books balance. Everything is computed by the database; nothing is random, so two runs make the same shop.
/// </summary>
public sealed class LoadSeed(
    AdminTransaction transaction, IndexFold index, Dialect dialect, StoreClock clock, IPasswordHasher<Shopper> hasher)
{
    private const string HasOrders =
        "This shop has some already, and made-up ones would stand among them. Take an empty database, or say --force.";

    private const int HoursPerDay = 24;
    private const int MaxActions = 100_000;
    private const int ActionsAtOnce = 2_000;

    /// <summary>Refused: sizes out of range; a shop that has orders, unless <paramref name="force"/>d.</summary>
    public async Task<Result<LoadedShop>> RunAsync(LoadSize size, bool force, CancellationToken cancellationToken)
    {
        if (size.Check() is { } failure) return failure;
        var loaded = await transaction.RunAloneAsync<LoadedShop>(
            Actor.CommandLine,
            async (unit, token) =>
            {
                if (!force && await unit.Db.Orders.AnyAsync(token)) return new ValidationFailed("orders", HasOrders);
                unit.Db.Database.SetCommandTimeout(0); // a million rows take longer than any shopper would wait
                var filled = await FillAsync(unit.Db, size, token);
                if (size.Settled) await WriteDownAsync(unit, size, token);
                return new Changed<LoadedShop>(
                    filled, AdminChange.Of(AdminActions.LoadSeeded, new(AuditSubjects.Shop, "load"), after: size));
            },
            cancellationToken);
        if (loaded.Succeeded && dialect.HasProductIndex) await index.RunAsync(cancellationToken);
        return loaded;
    }

    private async Task<LoadedShop> FillAsync(ShopContext db, LoadSize size, CancellationToken cancellationToken)
    {
        var firstDay = clock.Today.AddDays(-size.Days);
        var load = new LoadStatements(db, dialect, size, clock.StartOf(firstDay))
        {
            // Made once: hashing a thousand passwords would take longer than all the rest.
            PasswordHash = hasher.HashPassword(new Shopper(), LoadedShop.Password),
            FirstCategory = 1 + (await db.Categories.MaxAsync(c => (long?)c.Id, cancellationToken) ?? 0),
            FirstProduct = 1 + (await db.Products.MaxAsync(p => (long?)p.Id, cancellationToken) ?? 0),
            FirstShopper = 1 + (await db.Users.MaxAsync(u => (long?)u.Id, cancellationToken) ?? 0),
            FirstOrder = 1 + (await db.Orders.MaxAsync(o => (long?)o.Id, cancellationToken) ?? 0),
        };
        await load.InsertCatalogAsync(cancellationToken);
        await load.InsertShoppersAsync(cancellationToken);
        var orders = size.Lines / 2;
        for (var day = 0; day < size.Days; day++)
        {
            var (from, to) = ((int)((long)orders * day / size.Days), (int)((long)orders * (day + 1) / size.Days));
            await load.InsertOrdersAsync(from, to, HoursOf(firstDay.AddDays(day)), cancellationToken);
        }

        var ways = new LoadWayStatements(dialect, load, orders, clock.StartOf(clock.Today));
        if (size.Settled) await ways.InsertWaysAsync(cancellationToken);
        await load.InsertBooksAsync(cancellationToken);
        if (size.Settled) await ways.InsertBooksAsync(cancellationToken);
        return new LoadedShop(size, load.FirstShopper, load.FirstProduct);
    }

    /// <summary>That orders were delivered, for as many of them as a list of actions is looked at with.</summary>
    private async Task WriteDownAsync(EditingUnit unit, LoadSize size, CancellationToken cancellationToken)
    {
        await unit.Locks.AuditHeadAsync(cancellationToken);
        var head = await unit.Db.AuditHeads.SingleAsync(cancellationToken);
        foreach (var numbers in Enumerable.Range(1, Math.Min(size.Lines / 2, MaxActions)).Chunk(ActionsAtOnce))
        {
            var actions = numbers.Select(order => head.Append(
                Actor.CommandLine,
                AdminChange.Of(AdminActions.OrderDelivered, new(AuditSubjects.Order, order)),
                clock.UtcNow)).ToList();
            unit.Db.AddRange(actions);
            await unit.Db.SaveChangesAsync(cancellationToken);
            foreach (var action in actions) unit.Db.Entry(action).State = EntityState.Detached;
        }
    }

    private DateTime[] HoursOf(DateOnly day)
    {
        var (from, to) = clock.RangeOf(day, day);
        return Enumerable.Range(0, HoursPerDay).Select(hour => from + (to - from) / HoursPerDay * hour).ToArray();
    }
}
