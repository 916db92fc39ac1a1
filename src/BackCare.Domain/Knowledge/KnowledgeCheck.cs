namespace BackCare.Domain.Knowledge;

/// <summary>Every rule that the knowledge base must keep (knowledge README, section 12, and more), all at once.</summary>
public static class KnowledgeCheck
{
    /// <summary>Everything wrong with the tables, by file and line. An empty answer means that they may be served.</summary>
    public static IReadOnlyList<KnowledgeProblem> Run(IReadOnlyList<KnowledgeTable> tables, KnowledgeTable? triageCases = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return KnowledgeReader.Read(tables).Problems;
    }
}
