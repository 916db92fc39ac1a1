using System.Globalization;
using System.Text;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>The audit trail as a CSV file, oldest first, whole or as filtered.</summary>
public static class ExportAuditTrail
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<string> Columns = ["id", "at_utc", "actor_id", "actor", "action", "target", "result", "request_id", "detail"];

    /// <param name="Which">What to take; its page is not looked at.</param>
    public sealed record Query(GetAuditTrail.Query Which) : IRequest<Answer<Response>>;

    /// <param name="FileName">What to call the file.</param>
    /// <param name="WriteAsync">Writes it, entry by entry.</param>
    public sealed record Response(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);

    internal sealed class Handler(Databases databases, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult<Answer<Response>>(new Response(
            string.Create(CultureInfo.InvariantCulture, $"audit-{clock.GetUtcNow():yyyy-MM-dd}.csv"),
            async (into, stop) =>
            {
                await into.WriteAsync(Encoding.UTF8.GetBytes(CsvCells.Line(Columns)), stop);
                await using BackCareDb db = databases.Open();
                await foreach (GetAuditTrail.Item entry in GetAuditTrail.Told(GetAuditTrail.Chosen(db, request.Which).OrderBy(e => e.Id)).AsAsyncEnumerable().WithCancellation(stop))
                    await into.WriteAsync(Encoding.UTF8.GetBytes(LineOf(entry)), stop);
            }));

        private static string LineOf(GetAuditTrail.Item e) => CsvCells.Line(
        [
            e.Id.ToString(CultureInfo.InvariantCulture), e.AtUtc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), e.ActorId, e.ActorName, e.Action, e.Target,
            e.Result.ToString().ToLowerInvariant(), e.RequestId ?? "", e.Detail,
        ]);
    }
}
