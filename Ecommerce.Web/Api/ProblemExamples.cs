using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Web.Api;

/// <summary>What each problem looks like, for the API's description: made by the code that makes the real ones.</summary>
public static class ProblemExamples
{
    private static readonly Refusal[] Refusals =
    [
        new ValidationFailed("quantity", "Must be an integer from 1 to 999."),
        new ProductNotFound([42]),
        new InsufficientStock(42, 3, 1),
        new CartItemNotFound(),
        new CartEmpty(),
        new OrderNotFound(),
        new OrderNotCancellable(OrderStatus.Cancelled),
        new InsufficientBalance(1000, 3000),
        new OrderTotalChanged(3000, 3500),
        new BalanceLimitExceeded(999_995_000, 1_000_000_000),
        new IdempotencyKeyReused(),
        new StaleVersion(2),
        new EventNotFound(),
        new EventAlreadySent(),
    ];

    public static JsonNode Of(ProblemKind kind, string path)
    {
        var problem = Refusals.Select(r => r.ToProblem().ProblemDetails).FirstOrDefault(p => Equals(p.Extensions["code"], kind.Code))
            ?? ApiProblems.Problem(kind, ApiProblemWriter.DetailOf(kind)).ProblemDetails;
        problem.Type = ApiProblemWriter.TypeOf(kind.Code);
        problem.Instance = path;
        problem.Extensions["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        return JsonSerializer.SerializeToNode(problem, ApiJson.Options)!;
    }
}
