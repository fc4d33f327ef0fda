using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>The API's description at <c>/openapi/v1.json</c> and its page at <c>/swagger</c>.</summary>
public static class OpenApi
{
    public static void AddShopOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Ecommerce",
                Version = "v1",
                Description = "Balance, products, top products, cart and orders. Money is an integer in the currency's minor unit.",
            };
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
}
