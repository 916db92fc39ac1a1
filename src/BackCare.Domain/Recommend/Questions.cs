using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Words questions in the shopper's language.</summary>
internal static class Questions
{
    private static readonly string[] SafetyOptions = ["yes", "no", "unknown", "skipped"];
    private static readonly string[] QualifierOptions = ["yes", "no", "skipped"];

    /// <summary>A danger-sign question.</summary>
    public static AskedQuestion Of(RedFlag flag, bool named, string? language)
    {
        GateTexts texts = GateTexts.For(language);
        return new AskedQuestion(flag.Id, QuestionKind.RedFlag, EmergencyActions.IsSpanish(language) ? flag.QuestionEs : flag.Question,
            named ? texts.WhyNamed : texts.WhyAsked, SafetyOptions);
    }

    /// <summary>A qualifier question.</summary>
    public static AskedQuestion Of(Qualifier qualifier, KnowledgeBase knowledge, string? language) =>
        new(qualifier.Id, QuestionKind.Qualifier, knowledge.Say(qualifier.Question, language), OutcomeTexts.For(language).WhyQualifier, QualifierOptions);
}
