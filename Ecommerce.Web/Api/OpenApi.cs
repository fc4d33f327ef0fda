using System.Globalization;
using System.Reflection;
using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>The API's description at <c>/openapi/v1.json</c> (OpenAPI 3.1) and its page at <c>/swagger</c>.</summary>
public static class OpenApi
{
    private const string Bearer = "bearer";

    public static void AddShopOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => ApiPaths.Prefixes.Any(prefix => ("/" + description.RelativePath).StartsWith(prefix, StringComparison.Ordinal));
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Ecommerce",
                Version = "v1",
                Description = "Balance, products, top products, cart and orders. Money is an integer in the currency's minor unit.",
            };
            document.Components ??= new OpenApiComponents();
            document.AddComponent(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The accessToken that POST /auth/login answers.",
            });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            // Identity offers cookies, which the API does not take.
            operation.Parameters = operation.Parameters?.Where(p => p.Name is not ("useCookies" or "useSessionCookies")).ToList();
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            DescribeBoundParameters(operation, metadata.OfType<MethodInfo>().FirstOrDefault());
            DescribeRefusals(operation, metadata.OfType<RefusalMetadata>().SelectMany(m => m.Kinds).Distinct(), $"/{context.Description.RelativePath?.TrimEnd('/')}");
            if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapShopOpenApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint("/openapi/v1.json", "Ecommerce v1");
            page.DocumentTitle = "Ecommerce API";
        });
    }

    /// <summary>What is bound by hand is not seen by the framework's own description.</summary>
    private static void DescribeBoundParameters(OpenApiOperation operation, MethodInfo? handler)
    {
        var types = handler?.GetParameters().Select(p => p.ParameterType).ToHashSet() ?? [];
        operation.Parameters ??= [];
        if (types.Contains(typeof(PageQuery)))
        {
            operation.Parameters.Add(Integer("page", "From 1; a page past the end is empty.", 1, int.MaxValue, 1));
            operation.Parameters.Add(Integer("limit", "Items on a page.", 1, PageRequest.MaxLimit, PageRequest.DefaultLimit));
        }

        if (types.Contains(typeof(IdempotencyHeader)))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyHeader.Name,
                In = ParameterLocation.Header,
                Description = "Repeating a request with its key has its effect once and answers the same again. Visible ASCII, bare or quoted.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyRecord.MaxKeyLength },
            });
        }
    }

    private static OpenApiParameter Integer(string name, string description, int minimum, int maximum, int fallback) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = maximum.ToString(CultureInfo.InvariantCulture),
            Default = fallback,
        },
    };

    private static void DescribeRefusals(OpenApiOperation operation, IEnumerable<ProblemKind> kinds, string path)
    {
        operation.Responses ??= [];
        foreach (var status in kinds.GroupBy(k => k.Status).OrderBy(g => g.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(" · ", status.Select(k => k.Title)),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Examples = status.ToDictionary(
                            k => k.Code,
                            IOpenApiExample (k) => new OpenApiExample { Summary = k.Title, Value = ProblemExamples.Of(k, path) }),
                    },
                },
            };
        }
    }
}
