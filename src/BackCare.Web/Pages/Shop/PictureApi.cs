using BackCare.App.Catalog.Pictures;
using BackCare.Web.Security;
using MediatR;

namespace BackCare.Web.Pages.Shop;

/// <summary>Pictures of products by their content's hash: what an address answers never changes, so every cache may keep it for good.</summary>
public static class PictureApi
{
    /// <summary>Longest side of the small rendition, pixels.</summary>
    public const int SmallSide = PictureReading.SmallSide;

    // Nothing in a picture may run or load anything, even when somebody opens it by itself.
    private const string Sealed = "default-src 'none'; sandbox";

    /// <summary>Maps them.</summary>
    public static void MapPictures(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder pictures = routes.MapGroup("/pictures").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.Pictures).WithMetadata(new OwnContentPolicy(Sealed));
        pictures.MapGet("/{hash:length(64)}", static (string hash, HttpContext context, IMediator mediator) => AnswerAsync(hash, false, context, mediator));
        pictures.MapGet("/{hash:length(64)}/small", static (string hash, HttpContext context, IMediator mediator) => AnswerAsync(hash, true, context, mediator));
    }

    /// <summary>Where a rendition is served.</summary>
    public static string Href(string hash, bool small) => small ? $"/pictures/{hash}/small" : $"/pictures/{hash}";

    private static async Task<IResult> AnswerAsync(string hash, bool small, HttpContext context, IMediator mediator)
    {
        string tag = small ? $"\"{hash}-small\"" : $"\"{hash}\"";
        // Whoever has it already is told so without a look into the database: the tag is made of the content itself.
        if (context.Request.Headers.IfNoneMatch.ToString() != tag)
        {
            return (await mediator.Send(new GetPicture.Query(hash, small), context.RequestAborted)).Match<IResult>(
                found =>
                {
                    Keep(context, tag);
                    return TypedResults.Bytes(found.Content, "image/webp");
                },
                static _ => Page.Error(StatusCodes.Status404NotFound));
        }

        Keep(context, tag);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    private static void Keep(HttpContext context, string tag) =>
        (context.Response.Headers.CacheControl, context.Response.Headers.ETag) = ("public, max-age=31536000, immutable", tag);
}
