namespace BackCare.Domain.Learn.Judgements;

/// <summary>What shoppers' responses say of one shown product.</summary>
/// <param name="Grade">0 to 4, see <see cref="JudgementRules"/>.</param>
/// <param name="Clicked">Whether its page was opened from the list, or it was put into the basket or bought: it was examined for certain.</param>
/// <param name="Dismissed">Whether the shopper said "not for me"; the grade is then 0 unless it stayed in the basket or was bought.</param>
public readonly record struct Judgement(float Grade, bool Clicked, bool Dismissed);
