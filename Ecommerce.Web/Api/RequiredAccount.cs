using Ecommerce.Core.Wallets;

namespace Ecommerce.Web.Api;

public static class RequiredAccount
{
    /// <summary>
    /// Refuses the token of an account that is gone with 401. For endpoints that would otherwise answer it an empty list or a 404; what
    /// locks the wallet notices by itself.
    /// </summary>
    public static RouteHandlerBuilder RequireAccount(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        var wallets = http.RequestServices.GetRequiredService<WalletQueries>();
        var balance = await wallets.GetBalanceAsync(CurrentShopper.Of(http.User).Id, http.RequestAborted);
        return balance.Succeeded ? await next(context) : balance.Refusal.ToProblem();
    });
}
