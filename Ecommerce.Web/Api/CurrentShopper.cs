using System.Globalization;
using System.Reflection;
using System.Security.Claims;

namespace Ecommerce.Web.Api;

/// <summary>The shopper whose token came with the request.</summary>
public sealed record CurrentShopper(long Id) : IBindableFromHttpContext<CurrentShopper>
{
    public static ValueTask<CurrentShopper?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CurrentShopper?>(Of(context.User));

    public static CurrentShopper Of(ClaimsPrincipal user) =>
        new(long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture));
}
