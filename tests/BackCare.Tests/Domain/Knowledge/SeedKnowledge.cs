using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;

namespace BackCare.Tests.Domain.Knowledge;

/// <summary>The knowledge base that ships with the product, read once for all tests.</summary>
internal static class SeedKnowledge
{
    private static readonly Lazy<KnowledgeBase> Loaded = new(() => new KnowledgeBase(KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows));

    public static KnowledgeBase Base => Loaded.Value;
}
