using Ecommerce.Core.Identity;
using Ecommerce.Web.Api;

namespace Ecommerce.Web.Admin.Endpoints;

public static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Admin").RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
            .Refuses(ProblemKind.Forbidden);
        admin.MapAdminProducts();
        admin.MapAdminOrders();
        admin.MapAdminReturns();
        admin.MapBooks();
        admin.MapAdminRankings();
        admin.MapOutbox();
        admin.MapAudit();
        admin.MapOverview();
        admin.MapAdminShoppers();
        admin.MapShopperNotes();
    }
}
