using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>The knowledge base at a glance: every table with its rows, what was changed here, and what is wrong with it.</summary>
public static class GetKnowledgeTables
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Tables">Tables in the schema's order.</param>
    /// <param name="PendingProposals">Proposals that wait for a second person.</param>
    /// <param name="Problems">What is wrong with the knowledge as it stands; empty as long as nobody wrote to the database by hand.</param>
    public sealed record Response(IReadOnlyList<Item> Tables, int PendingProposals, IReadOnlyList<DraftProblem> Problems);

    /// <param name="Table">The table.</param>
    /// <param name="Rows">Rows in force.</param>
    /// <param name="Edited">Rows changed here.</param>
    /// <param name="Added">Rows made here.</param>
    /// <param name="Removed">Rows taken out here.</param>
    /// <param name="Problems">Problems in it.</param>
    /// <param name="Safety">all, some or none: which of its changes need a second person.</param>
    public sealed record Item(string Table, int Rows, int Edited, int Added, int Removed, int Problems, string Safety);

    internal sealed class Handler(BackCareDb db, ShippedKnowledge shipped) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            IReadOnlyList<DraftProblem> problems = work.Problems(shipped);
            int pending = await db.Proposals.CountAsync(p => p.State == ProposalState.Pending, cancellationToken);
            return new Response([.. KnowledgeFields.Tables.Select(t => ToItem(t, work, problems))], pending, problems);
        }

        private static Item ToItem(KnowledgeTableShape table, KnowledgeWork work, IReadOnlyList<DraftProblem> problems)
        {
            ILookup<string, KnowledgeEntry> byState = work.Rows(table.Name).ToLookup(RowOrigin.StateOf, StringComparer.Ordinal);
            int Count(string state) => byState[state].Count();
            string safety = SafetyScope.IsWhole(table.Name) ? "all"
                : SafetyScope.IsPartly(table.Name) ? "some" : "none";
            return new Item(
                table.Name, Count("shipped") + Count("edited") + Count("added"), Count("edited"), Count("added"), Count("removed"), problems.Count(p => p.Table == table.Name), safety);
        }
    }
}
