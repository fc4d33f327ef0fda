using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Text">For other admins; the shopper can download it.</param>
public sealed record NoteBody([property: Required, MaxLength(ShopperNote.MaxLength)] string? Text);

public static class ShopperNoteEndpoints
{
    public static void MapShopperNotes(this IEndpointRouteBuilder admin)
    {
        var notes = admin.MapGroup("/shoppers/{id}/notes");
        notes.MapGet("", List).WithSummary("List admins' notes about a shopper, newest first").Refuses(ProblemKind.ShopperNotFound);
        notes.MapPost("", Add).WithSummary("Add a note about a shopper").Refuses(ProblemKind.ShopperNotFound);
        notes.MapDelete("/{noteId}", Delete).WithSummary("Delete a note of one's own")
            .Refuses(ProblemKind.NoteNotFound, ProblemKind.NoteOfAnother);
    }

    private static async Task<Results<Ok<PageResponse<NoteView>>, ProblemHttpResult>> List(
        ResourceId id,
        PageQuery page,
        ShopperAdmin shoppers,
        ShopperNotes notes,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if ((await shoppers.FindAsync(id, cancellationToken)).Refusal is { } refusal) return refusal.ToProblem();
        var list = await notes.ListAsync(id, page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse());
    }

    private static async Task<Results<Ok<NoteView>, ProblemHttpResult>> Add(
        ResourceId id, JsonBody<NoteBody> body, CurrentActor admin, ShopperNotes notes, CancellationToken cancellationToken)
    {
        var added = await notes.AddAsync(admin.Actor, id, body.Value.Text, cancellationToken);
        return added.Succeeded ? TypedResults.Ok(added.Value) : added.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        ResourceId id, ResourceId noteId, CurrentActor admin, ShopperNotes notes, CancellationToken cancellationToken)
    {
        var deleted = await notes.DeleteAsync(admin.Actor, id, noteId, cancellationToken);
        return deleted.Succeeded ? TypedResults.NoContent() : deleted.Refusal.ToProblem();
    }
}
