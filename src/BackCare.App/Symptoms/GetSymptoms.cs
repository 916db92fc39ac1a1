using BackCare.App.Messaging;
using MediatR;

namespace BackCare.App.Symptoms;

/// <summary>The complaints the shop knows, by name or narrowed to a region.</summary>
public static class GetSymptoms
{
    /// <param name="Region">Region id to narrow to.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">1 to 100.</param>
    public sealed record Query(string? Region = null, int Page = 1, int PageSize = 100) : IRequest<Answer<Response>>;

    /// <param name="Items">By region along the chain, then by name.</param>
    /// <param name="Total">Symptoms over all pages.</param>
    /// <param name="Page">1-based.</param>
    /// <param name="PageSize">Asked for.</param>
    /// <param name="Regions">Every region, from the foot up.</param>
    /// <param name="Qualifiers">Every clarifying question.</param>
    /// <param name="Conditions">Every condition that limits products.</param>
    public sealed record Response(
        IReadOnlyList<Item> Items, int Total, int Page, int PageSize, IReadOnlyList<RegionPart> Regions, IReadOnlyList<QualifierPart> Qualifiers,
        IReadOnlyList<ConditionPart> Conditions);

    /// <param name="Id">The symptom.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="Description">One sentence.</param>
    /// <param name="Regions">Region ids.</param>
    /// <param name="SelfCare">yes, after_red_flags_answered or no_products.</param>
    public sealed record Item(string Id, string Name, string Description, IReadOnlyList<string> Regions, string SelfCare);

    public sealed record RegionPart(string Id, string Name);

    public sealed record QualifierPart(string Id, string Question, string Type);

    public sealed record ConditionPart(string Id, string Description);
}
