using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Whose data could have been seen in a stretch of time, by pseudonym, and who was shown some of it then: what a breach notice is written from.</summary>
/// <remarks>Everything that was stored by the end of the stretch and not erased before its beginning counts. Simulated shoppers are nobody.</remarks>
public static class GetBreachReport
{
    /// <summary>From so many people on, US notices go to the FTC at the same time.</summary>
    public const int ManyPeople = 500;

    /// <param name="FromUtc">When the unauthorised access may have begun.</param>
    /// <param name="ToUtc">When it was over.</param>
    public sealed record Query(DateTime FromUtc, DateTime ToUtc) : IRequest<Answer<Response>>;

    /// <param name="FromUtc">Beginning.</param>
    /// <param name="ToUtc">End.</param>
    /// <param name="Affected">Whose data was held in that time, by pseudonym.</param>
    /// <param name="AnonymousPlans">Kept plans of people who left no name at all: they can be reached by nothing but a public notice.</param>
    /// <param name="HealthColumns">Columns that hold health data.</param>
    /// <param name="Disclosures">Who was shown or took out what in that time, from the audit trail.</param>
    /// <param name="IsMany">True from 500 people on.</param>
    public sealed record Response(
        DateTime FromUtc, DateTime ToUtc, IReadOnlyList<Person> Affected, int AnonymousPlans, IReadOnlyList<string> HealthColumns, IReadOnlyList<Disclosure> Disclosures, bool IsMany);

    /// <param name="Pseudonym">What is stored in place of the visitor's id.</param>
    /// <param name="Lists">Served lists with what was told.</param>
    /// <param name="Orders">Orders.</param>
    /// <param name="Reviews">Reviews and comments.</param>
    /// <param name="Plans">Kept plans.</param>
    /// <param name="FirstUtc">The oldest of these; null when all was erased since.</param>
    /// <param name="ErasedUtc">When the visitor had everything erased; null when it is still there.</param>
    public sealed record Person(string Pseudonym, int Lists, int Orders, int Reviews, int Plans, DateTime? FirstUtc, DateTime? ErasedUtc);

    /// <param name="AtUtc">When.</param>
    /// <param name="By">Who.</param>
    /// <param name="Action">What, such as <c>data.read</c>.</param>
    /// <param name="Target">Of what.</param>
    public sealed record Disclosure(DateTime AtUtc, string By, string Action, string Target);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.ToUtc).GreaterThan(q => q.FromUtc).WithMessage("The end must lie after the beginning.");
    }

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            (DateTime from, DateTime to) = (request.FromUtc, request.ToUtc);
            var people = new SortedDictionary<string, Person>(StringComparer.Ordinal);
            void Add(string visitor, DateTime first, Func<Person, Person> with)
            {
                Person known = people.GetValueOrDefault(visitor) ?? new Person(visitor, 0, 0, 0, 0, first, null);
                people[visitor] = with(known with { FirstUtc = known.FirstUtc < first ? known.FirstUtc : first });
            }

            foreach (var g in await db.ServedLists.Where(l => l.VisitorId != null && !l.Simulated && l.ServedUtc < to).GroupBy(l => l.VisitorId!)
                .Select(g => new { g.Key, Count = g.Count(), First = g.Min(l => l.ServedUtc) }).ToListAsync(cancellationToken))
                Add(g.Key, g.First, p => p with { Lists = g.Count });
            foreach (var g in await db.Orders.Where(o => o.VisitorId != null && o.PlacedUtc < to).GroupBy(o => o.VisitorId!)
                .Select(g => new { g.Key, Count = g.Count(), First = g.Min(o => o.PlacedUtc) }).ToListAsync(cancellationToken))
                Add(g.Key, g.First, p => p with { Orders = g.Count });
            foreach (var g in await db.Reviews.Where(r => r.VisitorId != null && r.SubmittedUtc < to).GroupBy(r => r.VisitorId!)
                .Select(g => new { g.Key, Count = g.Count(), First = g.Min(r => r.SubmittedUtc) }).ToListAsync(cancellationToken))
                Add(g.Key, g.First, p => p with { Reviews = g.Count });
            foreach (var g in await db.KeptPlans.Where(k => k.VisitorId != null && k.KeptUtc < to).GroupBy(k => k.VisitorId!)
                .Select(g => new { g.Key, Count = g.Count(), First = g.Min(k => k.KeptUtc) }).ToListAsync(cancellationToken))
                Add(g.Key, g.First, p => p with { Plans = g.Count });
            foreach (ErasedVisitor erased in await db.ErasedVisitors.AsNoTracking().Where(e => e.ErasedUtc >= from).ToListAsync(cancellationToken))
                people[erased.VisitorId] = (people.GetValueOrDefault(erased.VisitorId) ?? new Person(erased.VisitorId, 0, 0, 0, 0, null, null)) with { ErasedUtc = erased.ErasedUtc };
            int anonymous = await db.KeptPlans.CountAsync(k => k.VisitorId == null && k.KeptUtc < to, cancellationToken);
            List<Disclosure> disclosures = await db.AuditEntries.AsNoTracking().Where(e => e.AtUtc >= from && e.AtUtc <= to && e.Action.StartsWith("data."))
                .OrderBy(e => e.Id).Select(e => new Disclosure(e.AtUtc, e.ActorName, e.Action, e.Target)).ToListAsync(cancellationToken);
            return new Response(from, to, [.. people.Values], anonymous, DataRegister.HealthColumns, disclosures, people.Count + anonymous >= ManyPeople);
        }
    }
}
