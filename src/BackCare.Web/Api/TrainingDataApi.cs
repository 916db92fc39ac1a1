using System.Text;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackCare.Web.Api;

/// <summary>What training learns from, as files for other tools and as checks.</summary>
internal static class TrainingDataApi
{
    private const string Csv = "csv", LibSvm = "libsvm";

    /// <summary>Maps the endpoints into the analysts' group.</summary>
    public static void MapTrainingData(this RouteGroupBuilder v1)
    {
        v1.MapGet("/training-data", DownloadAsync).RequireRateLimiting(RateLimits.Exports)
            .WithName("GetTrainingData").WithSummary("The graded lists that training would learn from: format=csv or libsvm (LibSVM/LETOR text with qid).")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").WithReadProblems().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        v1.MapGet("/training-data/checks", static (DateTime? since, DateTime? until, bool? includeSimulated, IMediator mediator, CancellationToken cancellationToken) =>
                V1Api.AnswerAsync(new ValidateTrainingData.Query(since, until, includeSimulated ?? false), mediator, cancellationToken))
            .WithName("ValidateTrainingData").WithSummary("The named checks that training runs first, without training.")
            .Produces<ValidateTrainingData.Response>().WithReadProblems();
    }

    private static async Task<IResult> DownloadAsync(
        string? format, DateTime? since, DateTime? until, bool? includeSimulated, Visitor visitor, IMediator mediator, CancellationToken cancellationToken)
    {
        string form = format ?? Csv;
        if (form is not (Csv or LibSvm))
            return Problems.BadRequest("invalid_values", "Some values break a rule.", $"Write format={Csv} or format={LibSvm}.", "format");
        Answer<BuildTrainingSet.Response> answer = await mediator.Send(new BuildTrainingSet.Query(since, until, includeSimulated ?? false), cancellationToken);
        if (answer.Refusal is { } refusal) return Problems.Of(refusal);
        Answer<NoteDisclosure.Response> noted = await mediator.Send(
            new NoteDisclosure.Command(visitor.Actor, NoteDisclosure.Exported, "training-data:api", $"{answer.Value.Set.Data.Groups} lists"), cancellationToken);
        return noted.Refusal is { } unnoted ? Problems.Of(unnoted) : File(answer.Value, form);
    }

    private static PushStreamHttpResult File(BuildTrainingSet.Response built, string form) => TypedResults.Stream(
        async into =>
        {
            // The response takes no synchronous writes; a set fits into memory, since training takes it from there.
            using var text = new MemoryStream();
            using (var writer = new StreamWriter(text, new UTF8Encoding(false), leaveOpen: true))
                (form == Csv ? (Action<TextWriter>)built.WriteCsv : built.WriteLibSvm)(writer);
            text.Position = 0;
            await text.CopyToAsync(into);
        },
        form == Csv ? "text/csv; charset=utf-8" : "text/plain; charset=utf-8", form == Csv ? "training-data.csv" : "training-data.svm");
}
