using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;

namespace BackCare.Domain.Arrange;

/// <summary>How a product's place differs between two lists.</summary>
public enum ListMoveKind
{
    /// <summary>The same place.</summary>
    Same,

    /// <summary>Nearer to the top.</summary>
    Up,

    /// <summary>Further down.</summary>
    Down,

    /// <summary>On the second list alone.</summary>
    New,

    /// <summary>On the first list alone.</summary>
    Gone,
}

/// <summary>One product on two lists.</summary>
/// <param name="Product">The product.</param>
/// <param name="Before">Place on the first list, 1-based; null when it is not there.</param>
/// <param name="After">Place on the second list, 1-based; null when it is not there.</param>
/// <param name="Kind">How the two differ.</param>
/// <param name="Because">Rules of the second list that had an effect and are about this product, in the order of effect; empty when others' moves made the difference.</param>
public sealed record ListMove(Product Product, int? Before, int? After, ListMoveKind Kind, IReadOnlyList<MerchandisingRule> Because);

/// <summary>What moved between two lists for the same report, and which rules did it.</summary>
public static class ListMoves
{
    /// <summary>Every product of both lists: the second list by place, then what left the first.</summary>
    /// <param name="before">The first list.</param>
    /// <param name="after">The second list, under a policy with <see cref="ServingPolicy.KeepScored"/>.</param>
    /// <param name="rules">The rules of the second list.</param>
    public static IReadOnlyList<ListMove> Between(Outcome before, Outcome after, IReadOnlyList<MerchandisingRule> rules)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(rules);
        var first = before.Products.ToDictionary(p => p.Product.Id, p => p.Position, StringComparer.Ordinal);
        var second = after.Products.ToDictionary(p => p.Product.Id, p => p.Position, StringComparer.Ordinal);
        IReadOnlyList<string> effective = after.Scored?.RuleIds ?? [];
        var pinned = (after.Scored?.Shown ?? []).Where(s => s.Pinned).Select(s => after.Scored!.ProductIds[s.Candidate]).ToHashSet(StringComparer.Ordinal);
        MerchandisingRule[] acting = [.. effective.Select(id => rules.First(r => r.Id == id))];
        return
        [
            .. after.Products.Select(p => p.Product).Concat(before.Products.Select(p => p.Product).Where(p => !second.ContainsKey(p.Id))).Select(product =>
            {
                int? from = first.TryGetValue(product.Id, out int was) ? was : null, to = second.TryGetValue(product.Id, out int now) ? now : null;
                return new ListMove(product, from, to, KindOf(from, to), [.. acting.Where(r => Acts(r, product, to is null, pinned))]);
            }),
        ];
    }

    private static ListMoveKind KindOf(int? before, int? after) => (before, after) switch
    {
        (null, _) => ListMoveKind.New,
        (_, null) => ListMoveKind.Gone,
        var (was, now) => now < was ? ListMoveKind.Up : now > was ? ListMoveKind.Down : ListMoveKind.Same,
    };

    private static bool Acts(MerchandisingRule rule, Product product, bool isGone, HashSet<string> pinned) => rule.Concerns(product) && rule.Effect switch
    {
        MerchandisingEffect.Hide => isGone,
        MerchandisingEffect.Pin => pinned.Contains(product.Id),
        _ => true,
    };
}
