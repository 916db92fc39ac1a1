using BackCare.App.Messaging;
using MediatR;

namespace BackCare.App.Learn;

/// <summary>The named checks that training runs first, without training: an error would stop it, a warning would be recorded.</summary>
public static class ValidateTrainingData
{
    /// <param name="Since">Only lists served from then on (UTC); null is from the beginning.</param>
    /// <param name="Until">Only lists served before then (UTC); null is to the end.</param>
    /// <param name="IncludeSimulated">Also simulated lists when there are real ones.</param>
    public sealed record Query(DateTime? Since = null, DateTime? Until = null, bool IncludeSimulated = false) : IRequest<Answer<Response>>;

    /// <param name="Lists">Lists that could be learned from.</param>
    /// <param name="Simulated">Lists among those read that the simulator made.</param>
    /// <param name="Checks">Every check, those that passed included.</param>
    public sealed record Response(int Lists, int Simulated, IReadOnlyList<DataCheckResult> Checks);

    internal sealed class Handler(MaterialReader reader) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query query, CancellationToken cancellationToken)
        {
            Material material = await reader.ReadAsync(new MaterialWindow(Utc.Of(query.Since), Utc.Of(query.Until), query.IncludeSimulated), cancellationToken);
            return new Response(material.Set?.Data.Groups ?? 0, material.Simulated, [.. material.Checks.Select(DataCheckResult.From)]);
        }
    }
}
