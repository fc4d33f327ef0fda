using System.Globalization;
using System.Reflection;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace Ecommerce.Web.Api;

/// <summary><c>?page</c> and <c>?limit</c>. Refused with 400: anything but a page from 1 and a limit from 1 to 100.</summary>
public sealed record PageQuery(PageRequest Request) : IBindableFromHttpContext<PageQuery>, IEndpointParameterMetadataProvider
{
    public static ValueTask<PageQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        var page = new PageRequest(Read(query, "page", 1), Read(query, "limit", PageRequest.DefaultLimit));
        return page.Check() is { } failure ? throw new RefusedRequestException(failure) : ValueTask.FromResult<PageQuery?>(new(page));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(Integer("page", "From 1, where a list begins; a page past the end is empty.", int.MaxValue));
        builder.Metadata.Add(
            Integer("limit", $"Items on a page; a list has {PageRequest.DefaultLimit} unless told.", PageRequest.MaxLimit));
    }

    private static DescribedParameter Integer(string name, string description, int maximum) => new(
        name,
        ParameterLocation.Query,
        description,
        new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = maximum.ToString(CultureInfo.InvariantCulture),
        });

    private static int Read(IQueryCollection query, string name, int fallback)
    {
        if (!query.TryGetValue(name, out var values)) return fallback;
        return values is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedRequestException(new ValidationFailed(name, "Must be an integer."));
    }
}

/// <summary>One page of a list.</summary>
public record PageResponse<T>(IReadOnlyList<T> Items, int Page, int Limit, int Total, int TotalPages);

public static class PageResponses
{
    public static PageResponse<TOut> ToResponse<TIn, TOut>(this Page<TIn> page, Func<TIn, TOut> map) =>
        new(page.Items.Select(map).ToList(), page.Number, page.Limit, page.Total, page.TotalPages);

    /// <summary>With the items as they are.</summary>
    public static PageResponse<T> ToResponse<T>(this Page<T> page) =>
        new(page.Items, page.Number, page.Limit, page.Total, page.TotalPages);

    /// <summary>Links to the other pages of the list (RFC 8288), with the rest of the query as it was asked.</summary>
    public static void AddLinks<T>(this HttpResponse response, Page<T> page)
    {
        var last = Math.Max(page.TotalPages, 1);
        var links = new List<string> { Link(1, "first") };
        if (page.Number > 1) links.Add(Link(Math.Min(page.Number - 1, last), "prev"));
        if (page.Number < last) links.Add(Link(page.Number + 1, "next"));
        links.Add(Link(last, "last"));
        response.Headers.Link = string.Join(", ", links);

        string Link(int number, string relation)
        {
            var request = response.HttpContext.Request;
            var query = new QueryBuilder();
            foreach (var (name, values) in request.Query.Where(q => !IsPaging(q.Key))) query.Add(name, (IEnumerable<string>)values!);
            query.Add("page", number.ToString(CultureInfo.InvariantCulture));
            query.Add("limit", page.Limit.ToString(CultureInfo.InvariantCulture));
            return $"<{request.PathBase}{request.Path}{query.ToQueryString()}>; rel=\"{relation}\"";
        }
    }

    /// <summary>Names in a query are read whatever their case.</summary>
    private static bool IsPaging(string name) =>
        name.Equals("page", StringComparison.OrdinalIgnoreCase) || name.Equals("limit", StringComparison.OrdinalIgnoreCase);
}
