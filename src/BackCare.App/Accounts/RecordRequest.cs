using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;

namespace BackCare.App.Accounts;

/// <summary>Writes down a request that changes something and left no entry of its own: one that was refused, that failed, or whose deed tells nothing by itself.</summary>
public static class RecordRequest
{
    /// <summary>The action of such entries.</summary>
    public const string Action = "request.sent";

    /// <param name="By">Who sent it.</param>
    /// <param name="Endpoint">Method and route template, such as <c>POST /admin/keys/{id}/revoke</c>.</param>
    /// <param name="Path">The path as it was sent; paths name things of the shop, never what a shopper told.</param>
    /// <param name="Status">HTTP status of its answer.</param>
    public sealed record Command(Actor By, string Endpoint, string Path, int Status) : IRequest<Answer<Response>>;

    public sealed record Response(AuditResult Result);

    internal sealed class Handler(BackCareDb db, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        private const int LongestTarget = 200, LongestPath = 400;

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            AuditResult result = request.Status switch { >= 500 => AuditResult.Failed, >= 400 => AuditResult.Refused, _ => AuditResult.Done };
            trail.Add(request.By, Action, Cut(request.Endpoint, LongestTarget), $"{Cut(request.Path, LongestPath)} answered {request.Status}", result);
            await db.SaveChangesAsync(cancellationToken);
            return new Response(result);
        }

        private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
    }
}
