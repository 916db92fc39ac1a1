using BackCare.App.Recommend;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Related;

namespace BackCare.App.Catalog;

/// <summary>A product shown beside others.</summary>
/// <param name="Position">1-based, over all pages.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Name">Shown name.</param>
/// <param name="CategoryId">Its category.</param>
/// <param name="Group">support, stretch, strengthen or recover.</param>
/// <param name="Price">Its price.</param>
/// <param name="InStock">True when it can be bought now.</param>
/// <param name="Score">Higher is nearer; comparable inside this answer only.</param>
/// <param name="Because">opened_together, bought_together, same_symptom, same_structure, same_category, same_plan_group, shoppers or knowledge.</param>
/// <param name="Reason">The same as one sentence.</param>
public sealed record RelatedItem(
    int Position, string ProductId, string Name, string CategoryId, string Group, PricePart Price, bool InStock, double Score, string Because, string Reason)
{
    internal static RelatedItem Of(RelatedProduct related, int position) => new(
        position, related.Item.Product.Id, related.Item.Product.Name, related.Item.Category.Id, related.Item.Category.PlanGroup.ToSnake(),
        new PricePart(related.Item.Product.Price.Minor, related.Item.Product.Price.Currency), related.Item.Product.InStock, related.Score, related.Because.ToSnake(),
        related.Reason);
}
