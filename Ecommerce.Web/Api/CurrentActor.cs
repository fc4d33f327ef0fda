using System.Reflection;
using Ecommerce.Core.Audit;

namespace Ecommerce.Web.Api;

/// <summary>The admin whose token came with the request, as the shop's use cases know them.</summary>
public sealed record CurrentActor(Actor Actor) : IBindableFromHttpContext<CurrentActor>
{
    public static ValueTask<CurrentActor?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CurrentActor?>(new(Actor.ThroughApi(CurrentShopper.Of(context.User).Id)));
}
