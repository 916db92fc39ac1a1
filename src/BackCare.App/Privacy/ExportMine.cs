using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Everything stored of one visitor, oldest first.</summary>
public static class ExportMine
{
    /// <param name="VisitorId">The visitor's own id; presenting it is the proof.</param>
    public sealed record Query(string VisitorId) : IRequest<Answer<Response>>;

    /// <param name="VisitorPseudonym">What stands in the database in place of the visitor's id.</param>
    /// <param name="ExportedUtc">When it was read.</param>
    /// <param name="Lists">Answers that were kept.</param>
    public sealed record Response(string VisitorPseudonym, DateTime ExportedUtc, IReadOnlyList<KeptAnswer> Lists);

    /// <param name="RecommendationId">The answer.</param>
    /// <param name="ServedUtc">When it was given.</param>
    /// <param name="Outcome">products, question, referral or nothing.</param>
    /// <param name="ConsentVersion">Wording that was agreed to.</param>
    /// <param name="ConsentUtc">When.</param>
    /// <param name="Understood">Symptoms read out of what was told, with confidence; the words themselves are not kept.</param>
    /// <param name="Told">What was ticked and filled in.</param>
    /// <param name="Shown">Products shown, by position.</param>
    /// <param name="Events">What was done with them.</param>
    public sealed record KeptAnswer(
        string RecommendationId, DateTime ServedUtc, string Outcome, string ConsentVersion, DateTime? ConsentUtc, IReadOnlyList<KeptSymptom> Understood,
        KeptReport? Told, IReadOnlyList<KeptProduct> Shown, IReadOnlyList<KeptEvent> Events);

    public sealed record KeptSymptom(string SymptomId, double Confidence);

    /// <summary>What was told, as it is stored.</summary>
    public sealed record KeptReport(
        IReadOnlyList<string> Symptoms, IReadOnlyList<string> RejectedSymptoms, IReadOnlyList<string> Regions, IReadOnlyList<KeptReply> Answers,
        IReadOnlyList<string> Qualifiers, IReadOnlyList<string> DeniedQualifiers, string? Side, int? Severity, int? DurationDays, string? Activity, double? ShoeSizeEu,
        double? WeightKg, long? BudgetMinor, int? Age, IReadOnlyList<string> Conditions, string Country, string Language);

    public sealed record KeptReply(string Id, string Answer);

    public sealed record KeptProduct(int Position, string ProductId);

    public sealed record KeptEvent(string Id, string Name, DateTime OccurredUtc, string ProductId, int? Position, int Quantity, long? PriceMinor, int? DwellMs);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.VisitorId).NotEmpty().MaximumLength(100).WithMessage("visitorId must name the visitor, in up to 100 characters.");
    }

    internal sealed class Handler(BackCareDb db, Pseudonyms pseudonyms, FieldCipher cipher, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            IReadOnlyList<string> visitor = pseudonyms.AllOf(request.VisitorId);
            List<StoredList> lists = await db.ServedLists.AsNoTracking().Where(l => l.VisitorId != null && visitor.Contains(l.VisitorId)).OrderBy(l => l.Sequence).ToListAsync(cancellationToken);
            List<StoredInteraction> interactions = await db.Interactions.AsNoTracking()
                .Where(i => db.ServedLists.Any(l => l.Id == i.ListId && l.VisitorId != null && visitor.Contains(l.VisitorId))).OrderBy(i => i.Sequence).ToListAsync(cancellationToken);
            ILookup<string, StoredInteraction> byList = interactions.ToLookup(i => i.ListId, StringComparer.Ordinal);
            return new Response(visitor[0], clock.GetUtcNow().UtcDateTime, [.. lists.Select(l => ToPart(l, byList[l.Id]))]);
        }

        private KeptAnswer ToPart(StoredList list, IEnumerable<StoredInteraction> interactions)
        {
            ReplayMaterial? material = ReplayMaterial.Unpack(list.Material, cipher);
            ScoredList scored = ListPacking.Unpack(list.Packed);
            return new KeptAnswer(
                list.Id, list.ServedUtc, list.Outcome, list.ConsentVersion, list.ConsentUtc,
                [.. (material?.Understanding.Symptoms ?? []).Select(s => new KeptSymptom(s.SymptomId, s.Confidence))],
                material is null ? null : ToPart(material.Report),
                [.. scored.Shown.Select(s => new KeptProduct(s.Position, scored.ProductIds[s.Candidate]))],
                [.. interactions.Select(ToPart)]);
        }

        private static KeptReport ToPart(SymptomReport told) => new(
            told.Symptoms, told.RejectedSymptoms, told.Regions, [.. told.Answers.Select(a => new KeptReply(a.RedFlagId, a.Value.ToSnake()))], told.Qualifiers,
            told.DeniedQualifiers, told.Side?.ToSnake(), told.Context.Severity, told.Context.DurationDays, told.Context.Activity, told.Context.ShoeSizeEu,
            told.Context.WeightKg, told.Context.BudgetMinor, told.Context.Age, told.Context.Conditions, told.Context.Country, told.Context.Language);

        private static KeptEvent ToPart(StoredInteraction i) =>
            new(i.EventId, EventNames.NameOf(i.Kind), i.OccurredUtc, i.ProductId, i.Position, i.Quantity, i.PriceMinor, i.DwellMs);
    }
}
