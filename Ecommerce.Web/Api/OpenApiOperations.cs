using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary>What the framework can't tell about an operation: parameters read by hand, headers, refusals.</summary>
internal static class OpenApiOperations
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = $"/{context.Description.RelativePath?.TrimEnd('/')}";
        DescribeParameters(operation, context.Description, metadata);
        DescribeRefusals(operation, metadata.AllRefusals(), path, context.Document!);
        DescribeHeaders(operation, metadata, path);
        if (metadata.NeedsToken())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(OpenApi.Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static void DescribeParameters(OpenApiOperation operation, ApiDescription description, IList<object> metadata)
    {
        // Identity offers cookies, which the API does not take.
        var parameters = (operation.Parameters ?? []).Where(p => p.Name is not ("useCookies" or "useSessionCookies")).ToList();
        foreach (var parameter in parameters.OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Path)
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" };
            var described = description.ParameterDescriptions.FirstOrDefault(p => p.Name == parameter.Name);
            var declared = described?.ParameterDescriptor as IParameterInfoParameterDescriptor;
            var text = declared?.ParameterInfo.GetCustomAttributes(inherit: true).OfType<DescribedQueryAttribute>().FirstOrDefault();
            parameter.Description ??= text?.Text;
            if (text is { Values.Length: > 0 } && parameter.Schema is OpenApiSchema schema)
                schema.Enum = text.Values.Select(value => (JsonNode)value).ToList();
        }

        parameters.AddRange(metadata.OfType<DescribedParameter>().Select(parameter => parameter.ToOpenApi()));
        operation.Parameters = parameters;
    }

    private static void DescribeRefusals(
        OpenApiOperation operation, IReadOnlyList<ProblemKind> kinds, string path, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var foreign in operation.Responses.Keys.Where(status => status[0] is '4' or '5').ToList())
            operation.Responses.Remove(foreign);
        foreach (var status in kinds.GroupBy(k => k.Status))
        {
            var response = new OpenApiResponse
            {
                Description = string.Join(" · ", status.Select(k => k.Title)),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(OpenApi.Problem, document),
                        Examples = status.ToDictionary(
                            k => k.Code,
                            IOpenApiExample (k) => new OpenApiExample { Summary = k.Title, Value = ApiProblems.ExampleOf(k, path) }),
                    },
                },
            };
            if (status.Key is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                AddHeader(response, new("Retry-After", "Seconds to wait before the next try."), JsonSchemaType.Integer);
            operation.Responses[Text(status.Key)] = response;
        }
    }

    private static void DescribeHeaders(OpenApiOperation operation, IList<object> metadata, string path)
    {
        var described = metadata.OfType<DescribedHeader>().ToList();
        described.Add(ApiPaths.IsPersonal(path) ? new("Cache-Control", "no-store") : new("Cache-Control", "no-cache"));
        if (metadata.OfType<IProducesResponseTypeMetadata>().Any(answer => IsList(answer.Type)))
            described.Add(new("Link", "The list's first, prev, next and last page (RFC 8288)."));
        if (metadata.Contains(DescribedETags.IfNoneMatch))
            operation.Responses![Text(StatusCodes.Status304NotModified)] =
                new OpenApiResponse { Description = "The client's copy is current." };

        foreach (var (status, response) in operation.Responses!.Where(r => r.Key[0] is '2' or '3'))
        {
            foreach (var header in described) AddHeader((OpenApiResponse)response, header);
            if (status == "201") AddHeader((OpenApiResponse)response, new("Location", "The address of what was made."));
        }
    }

    private static bool IsList(Type? type) =>
        type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PageResponse<>)) || IsList(type.BaseType));

    private static void AddHeader(OpenApiResponse response, DescribedHeader header, JsonSchemaType type = JsonSchemaType.String) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[header.Name] =
            new OpenApiHeader { Description = header.Description, Schema = OpenApiSchemas.Of(type) };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
