using Ecommerce.Web.Shared;
using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>The API's description at <c>/openapi/v1.json</c> (OpenAPI 3.1) and its page at <c>/swagger</c>.</summary>
public static class OpenApi
{
    public const string Bearer = "bearer";
    public const string Problem = "Problem";

    public static void AddShopOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => ApiPaths.IsApi(new PathString($"/{description.RelativePath}"));
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Ecommerce",
                Version = "v1",
                Description = "Balance, products, top products, cart and orders. Money is an integer in the currency's minor unit.",
            };
            var site = context.ApplicationServices.GetRequiredService<PublicAddress>();
            document.Servers = [new OpenApiServer { Url = site.IsSet ? site.Origin : "/" }]; // by default it would be the request's host
            document.Components ??= new OpenApiComponents();
            document.AddComponent(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The accessToken that POST /auth/login answers.",
            });
            document.AddComponent(Problem, OpenApiSchemas.Problem());
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(OpenApiOperations.Describe);
        options.AddSchemaTransformer(OpenApiSchemas.Describe);
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
}
