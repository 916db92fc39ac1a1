using BackCare.Domain.Recommend;

namespace BackCare.Domain.Learn.Judgements;

/// <summary>Gathers what shoppers did with the products of each served list and grades it. Takes events in any order; each counts once.</summary>
/// <remarks>Memory follows the responses, not the impressions: about 100 bytes per list and product that anybody responded to.</remarks>
/// <param name="rules">What a response is worth.</param>
public sealed class Judge(JudgementRules rules)
{
    private readonly Dictionary<(string ListId, string ProductId), Responses> responses = [];
    private readonly HashSet<(string EventId, int ItemIndex)> seen = [];

    /// <summary>Events that repeated an event id and item, and were not counted again.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Grades the responses of <paramref name="interactions"/> by <paramref name="rules"/>.</summary>
    public static Judge Of(IEnumerable<Interaction> interactions, JudgementRules rules)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var judge = new Judge(rules);
        foreach (Interaction interaction in interactions)
            judge.Take(interaction);
        return judge;
    }

    /// <summary>Counts one event; events without a list, and impressions, grade nothing.</summary>
    public void Take(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        if (interaction.ListId is not { } list || interaction.Kind == InteractionKind.Impression)
            return;
        if (!seen.Add((interaction.EventId, interaction.ItemIndex)))
        {
            Duplicates++;
            return;
        }

        (string, string) key = (list, interaction.ProductId);
        responses[key] = responses.GetValueOrDefault(key).With(interaction);
    }

    /// <summary>What the shopper's responses say of one product of one list.</summary>
    public Judgement Of(string listId, string productId)
    {
        if (!responses.TryGetValue((listId, productId), out Responses given))
            return default;
        bool kept = given.Purchases > 0 || given.InBasket > 0;
        float grade =
            given.Purchases > 0 ? JudgementRules.Purchase
            : given.InBasket > 0 ? JudgementRules.AddToCart
            : given.Dismissed || !given.Opened ? 0
            : given.LongestLookMs >= rules.LongClickMs ? JudgementRules.LongClick
            : JudgementRules.Click;
        return new Judgement(grade, given.Opened || kept, given.Dismissed);
    }

    /// <summary>One judgement per shown item, in the order of <see cref="ScoredList.Shown"/>.</summary>
    public Judgement[] Of(ServedList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Scored.Shown.Select(shown => Of(list.Id, list.Scored.ProductIds[shown.Candidate]))];
    }

    /// <summary>What was counted for one product of one list; putting into the basket opens it too, even where no click was sent.</summary>
    private readonly record struct Responses(bool Opened, int LongestLookMs, int InBasket, int Purchases, bool Dismissed)
    {
        public Responses With(Interaction interaction) => interaction.Kind switch
        {
            InteractionKind.Click or InteractionKind.View =>
                this with { Opened = true, LongestLookMs = Math.Max(LongestLookMs, interaction.DwellMs ?? 0) },
            InteractionKind.AddToCart => this with { Opened = true, InBasket = InBasket + interaction.Quantity },
            InteractionKind.RemoveFromCart => this with { InBasket = InBasket - interaction.Quantity },
            InteractionKind.Purchase => this with { Opened = true, Purchases = Purchases + 1 },
            InteractionKind.Dismiss => this with { Dismissed = true },
            _ => this,
        };
    }
}
