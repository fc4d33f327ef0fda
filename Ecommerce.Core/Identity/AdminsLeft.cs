using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

internal static class AdminsLeft
{
    private static readonly string AdminRole = Roles.Admin.ToUpperInvariant();

    /// <summary>The accounts that have the role.</summary>
    public static IQueryable<Shopper> Admins(this ShopContext db) => db.Users.Where(
        u => db.UserRoles.Any(r => r.UserId == u.Id && db.Roles.Any(role => role.Id == r.RoleId && role.NormalizedName == AdminRole)));

    /// <summary>
    /// Whether what the unit has done leaves anybody who can manage the shop. Asked under the audit's head, where units that take an admin
    /// away come one by one: of two admins who lock each other, the second sees what the first did. It is the last lock.
    /// </summary>
    public static async Task<bool> LeavesAnAdminAsync(this EditingUnit unit, DateTime now, CancellationToken cancellationToken)
    {
        await unit.Db.SaveChangesAsync(cancellationToken);
        await unit.Locks.AuditHeadAsync(cancellationToken);
        var locks = await unit.Db.Admins().Select(u => u.LockoutEnd).ToListAsync(cancellationToken);
        return locks.Exists(end => !(end > now));
    }
}
