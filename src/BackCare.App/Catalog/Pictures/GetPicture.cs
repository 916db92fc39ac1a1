using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;

namespace BackCare.App.Catalog.Pictures;

/// <summary>One rendition of a picture, by its hash. Whoever knows the hash may see it: it names the content, and a draft's is not told to anybody.</summary>
public static class GetPicture
{
    /// <param name="Hash">64 hex digits.</param>
    /// <param name="Small">The small rendition.</param>
    public sealed record Query(string Hash, bool Small) : IRequest<Answer<Response>>;

    /// <param name="Content">WebP.</param>
    public sealed record Response(byte[] Content);

    // Pictures are asked for by every page; a plain command reads one column of one row and keeps the other rendition out of memory.
    internal sealed class Handler(Databases databases) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            databases.Watch.ThrowIfAway();
            await using DbConnection connection = databases.Connect();
            await connection.OpenAsync(cancellationToken);
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = request.Small
                ? """SELECT "Small" FROM "Pictures" WHERE "Hash" = @hash"""
                : """SELECT "Large" FROM "Pictures" WHERE "Hash" = @hash""";
            return await command.With("@hash", request.Hash).ExecuteScalarAsync(cancellationToken) is byte[] content
                ? new Response(content)
                : new Refusal(RefusalKind.NotFound, "There is no picture with this hash.");
        }
    }
}
