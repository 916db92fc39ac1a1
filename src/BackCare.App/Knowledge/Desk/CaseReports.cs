using System.Security.Cryptography;
using System.Text;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;
using BackCare.Domain.Recommend;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Runs the safety cases on a change that is not saved.</summary>
public sealed class CaseReports(ShippedKnowledge shipped, PendingShelves shelves)
{
    /// <summary>Cases told one by one; the counts are of all.</summary>
    public const int MostTold = 200;

    // One product of each kind tells what safety does to all of them.
    private const int MostProducts = 1_000;

    /// <summary>Every case, before and after. Takes seconds.</summary>
    internal CaseReport Run(IReadOnlyList<KnowledgeTable> before, IReadOnlyList<KnowledgeTable> after, IReadOnlyList<Product> products)
    {
        (Shelf old, Shelf next) = Shelves(before, after, products);
        return ToReport(SafetyBook.Compare(SafetyBook.Of(old, shipped.Cases), old, next));
    }

    /// <summary>The cases in words alone, for a change that can only alter how words are read.</summary>
    internal CaseReport RunTexts(IReadOnlyList<KnowledgeTable> before, IReadOnlyList<KnowledgeTable> after, IReadOnlyList<Product> products)
    {
        (Shelf old, Shelf next) = Shelves(before, after, products);
        return ToReport(SafetyBook.Compare(SafetyBook.Texts(shipped.Cases), old, next));
    }

    /// <summary>Tells two reports apart; 64 hex digits.</summary>
    internal static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private (Shelf Before, Shelf After) Shelves(IReadOnlyList<KnowledgeTable> before, IReadOnlyList<KnowledgeTable> after, IReadOnlyList<Product> products)
    {
        Product[] kinds = [.. products.DistinctBy(p => (p.CategoryId, p.EvidenceProfile, p.LatexFree, p.WeightMaxKg is null, string.Join('|', p.Regions))).Take(MostProducts)];
        return (shelves.Of(before, kinds), shelves.Of(after, kinds));
    }

    private static CaseReport ToReport(SafetyComparison compared) => new(
        compared.Texts, compared.Reports, compared.Count(CaseMove.Lost), compared.Count(CaseMove.Looser), compared.Count(CaseMove.Stricter), compared.Count(CaseMove.Other),
        [.. compared.Changes.OrderBy(c => c.Move).ThenBy(c => c.Text is null).Take(MostTold).Select(c => new CaseLine(c.Name, c.Text, c.Move.ToSnake(), c.What))]);
}
