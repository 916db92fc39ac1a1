using System.Collections.Frozen;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Recommend;

/// <summary>Danger-sign questions as they stand beside products, worded once a shelf: every answer takes the same objects.</summary>
internal sealed class FlagQuestions(KnowledgeBase knowledge)
{
    private readonly FrozenDictionary<string, AskedQuestion> english = In(knowledge, "en");
    private readonly FrozenDictionary<string, AskedQuestion> spanish = In(knowledge, "es");

    /// <summary>The questions of danger signs, in their order.</summary>
    public AskedQuestion[] Of(IReadOnlyList<RedFlag> flags, string language)
    {
        FrozenDictionary<string, AskedQuestion> worded = EmergencyActions.IsSpanish(language) ? spanish : english;
        var questions = new AskedQuestion[flags.Count];
        for (int i = 0; i < questions.Length; i++)
            questions[i] = worded[flags[i].Id];
        return questions;
    }

    private static FrozenDictionary<string, AskedQuestion> In(KnowledgeBase knowledge, string language) => knowledge.Rows.RedFlags
        .ToFrozenDictionary(f => f.Id, f => Questions.Of(f, false, language), StringComparer.Ordinal);
}
