using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Api;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Admin.Products;

/// <summary>What became of a file that was chosen on the page.</summary>
/// <param name="Outcome">
/// <see cref="Added"/>, <see cref="There"/> or <see cref="Failed"/>; <see cref="TooLarge"/> where the script did not even send it.
/// </param>
/// <param name="Text">Why it was not added, and what to do.</param>
public sealed record NamedPictureOutcome(string Name, string Outcome, string Text)
{
    public const string Added = "added";
    public const string There = "there";
    public const string Failed = "failed";
    public const string TooLarge = "too-large";
}

/// <summary>
/// Takes the pictures that the page's script sends, some at a time: a circuit's messages are too small for the names of many files. The
/// page's antiforgery token comes as a header, so that nothing of the body is read before it is checked.
/// </summary>
public static class NamedPictureUpload
{
    public const string Address = "/manage/products/pictures/upload";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Address, TakeAsync)
        .RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
        .WithMetadata(new RequireAntiforgeryTokenAttribute())
        .ExcludeFromDescription();

    private static async Task<Results<Ok<List<NamedPictureOutcome>>, StatusCodeHttpResult>> TakeAsync(
        UploadedPictures sent,
        AddNamedPicture add,
        RefusalMessages refusals,
        IStringLocalizer<AdminText> text,
        IOptions<PictureOptions> options,
        HttpContext http)
    {
        var outcomes = new List<NamedPictureOutcome>();
        try
        {
            var actor = Actor.OnPage(http.User.ShopperId()!.Value);
            await foreach (var picture in sent.ReadAsync(http.RequestAborted))
            {
                var added = await add.RunAsync(actor, picture.FileName, picture.Content, http.RequestAborted);
                outcomes.Add(added.Refusal switch
                {
                    null => new(picture.FileName, NamedPictureOutcome.Added, ""),
                    PictureAlreadyThere there => new(picture.FileName, NamedPictureOutcome.There, refusals.For(there)),
                    ValidationFailed => Failed(text["Pictures.TooManyPixels", options.Value.MaxMegapixels]),
                    NotAPicture => Failed(text["Pictures.NotAPicture"]),
                    { } refusal => Failed(refusals.For(refusal)),
                });

                NamedPictureOutcome Failed(string why) => new(picture.FileName, NamedPictureOutcome.Failed, why);
            }
        }
        catch (RefusedRequestException refused)
        {
            return TypedResults.StatusCode(refused.Problem.StatusCode); // the script knows its limits: it was somebody else's
        }

        return TypedResults.Ok(outcomes);
    }
}
