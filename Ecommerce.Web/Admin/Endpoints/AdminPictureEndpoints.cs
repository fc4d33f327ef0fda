using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Alt">What the picture shows; empty where the product's name says it.</param>
/// <param name="Position">Its place from 1; left out, it stays where it is.</param>
public sealed record PictureBody(
    [property: MaxLength(ProductPicture.MaxAltLength)] string? Alt,
    [property: MaxLength(ProductPicture.MaxAltLength)] string? AltEn,
    [property: Range(1, int.MaxValue)] int? Position);

/// <param name="Name">The file's.</param>
/// <param name="Problem">Why it was not added; null if it was.</param>
public sealed record NamedPictureResult(string Name, long? ProductId, string? Sku, ImageView? Image, NamedPictureProblem? Problem);

/// <param name="Code">As that of a problem.</param>
/// <param name="Detail">What to do next.</param>
public sealed record NamedPictureProblem(string Code, string Title, string Detail);

/// <param name="Added">How many were added.</param>
public sealed record NamedPictureReport(int Added, IReadOnlyList<NamedPictureResult> Files);

public static class AdminPictureEndpoints
{
    public static void MapAdminPictures(this IEndpointRouteBuilder products)
    {
        products.MapPost("/pictures", AddNamed)
            .WithSummary("Add pictures to the products whose SKUs their files are named after (at most 100, 100 MB in all)");
        products.MapPost("/{id}/images", Add).WithSummary("Add a picture to a product (JPEG, PNG, WebP or GIF, at most 10 MB)")
            .WithMetadata(DescribedETags.ETag)
            .Refuses(ProblemKind.ProductNotFound, ProblemKind.TooManyPictures, ProblemKind.PreconditionFailed);
        products.MapPut("/{id}/images/{imageId}", Update).WithSummary("Change a picture's texts and place (If-Match required)")
            .WithMetadata(DescribedETags.ETag, DescribedETags.IfMatch)
            .Refuses(
                ProblemKind.ProductNotFound,
                ProblemKind.PictureNotFound,
                ProblemKind.PreconditionRequired,
                ProblemKind.PreconditionFailed);
        products.MapDelete("/{id}/images/{imageId}", Remove).WithSummary("Remove a picture from a product")
            .WithMetadata(DescribedETags.ETag)
            .Refuses(ProblemKind.ProductNotFound, ProblemKind.PictureNotFound, ProblemKind.PreconditionFailed);
    }

    private static async Task<Results<Created<ImageView>, ProblemHttpResult>> Add(
        ResourceId id,
        UploadedPicture upload,
        CurrentActor admin,
        PictureMaker maker,
        ProductPictures pictures,
        ProductEditor editor,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var made = await maker.MakeAsync(upload.Content, cancellationToken);
        if (!made.Succeeded) return made.Refusal.ToProblem();
        var expected = await GivenVersionAsync(id, context, editor, cancellationToken);
        var added = await pictures.AddAsync(admin.Actor, id, made.Value, upload.Texts, expected, cancellationToken);
        if (!added.Succeeded) return added.Refusal.ToProblem();
        context.Response.Headers.ETag = ProductTags.ETagOf(added.Value.Product);
        return TypedResults.Created(added.Value.Image.Url, added.Value.Image);
    }

    /// <summary>Each file by itself: what is wrong with one keeps no other out.</summary>
    private static async Task<Results<Ok<NamedPictureReport>, ProblemHttpResult>> AddNamed(
        UploadedPictures sent, CurrentActor admin, AddNamedPicture add, CancellationToken cancellationToken)
    {
        var files = new List<NamedPictureResult>();
        await foreach (var picture in sent.ReadAsync(cancellationToken))
        {
            var added = await add.RunAsync(admin.Actor, picture.FileName, picture.Content, cancellationToken);
            if (added.Refusal is RoleNotHeld) return added.Refusal.ToProblem();
            files.Add(added.Succeeded
                ? new(picture.FileName, added.Value.ProductId, added.Value.Sku, added.Value.Image, null)
                : new(picture.FileName, null, null, null, ProblemOf(added.Refusal)));
        }

        return TypedResults.Ok(new NamedPictureReport(files.Count(f => f.Problem is null), files));
    }

    private static NamedPictureProblem ProblemOf(Refusal refusal)
    {
        var kind = ProblemKind.Of(refusal);
        var detail = refusal is ValidationFailed invalid ? string.Join(' ', invalid.Errors.SelectMany(e => e.Value)) : kind.Detail;
        return new(kind.Code, kind.Title, detail);
    }

    private static async Task<Results<Ok<ImageView>, ProblemHttpResult>> Update(
        ResourceId id,
        ResourceId imageId,
        JsonBody<PictureBody> body,
        CurrentActor admin,
        ProductPictures pictures,
        ProductEditor editor,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var (alt, altEn, position) = (body.Value.Alt, body.Value.AltEn, body.Value.Position);
        var expected = await context.Request.ExpectedVersionAsync(id, editor, cancellationToken);
        var updated = await pictures.UpdateAsync(admin.Actor, id, imageId, new(alt, altEn, position), expected, cancellationToken);
        if (updated.Refusal is StaleVersion && !context.Request.HasIfMatch()) return ProductTags.IfMatchMissing();
        if (!updated.Succeeded) return updated.Refusal.ToProblem();
        context.Response.Headers.ETag = ProductTags.ETagOf(updated.Value.Product);
        return TypedResults.Ok(updated.Value.Image);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        ResourceId id,
        ResourceId imageId,
        CurrentActor admin,
        ProductPictures pictures,
        ProductEditor editor,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var expected = await GivenVersionAsync(id, context, editor, cancellationToken);
        var removed = await pictures.RemoveAsync(admin.Actor, id, imageId, expected, cancellationToken);
        if (!removed.Succeeded) return removed.Refusal.ToProblem();
        context.Response.Headers.ETag = ProductTags.ETagOf(removed.Value.Product);
        return TypedResults.NoContent();
    }

    /// <summary>Neither call overwrites what somebody wrote, so they need no If-Match; one that is sent counts.</summary>
    private static async Task<int?> GivenVersionAsync(
        long id, HttpContext context, ProductEditor editor, CancellationToken cancellationToken) =>
        context.Request.HasIfMatch() ? await context.Request.ExpectedVersionAsync(id, editor, cancellationToken) : null;
}
