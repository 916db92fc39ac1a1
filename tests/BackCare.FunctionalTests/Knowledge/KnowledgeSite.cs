using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Knowledge;

/// <summary>A site of its own for tests that change what the shop knows.</summary>
public sealed class KnowledgeSite : BackCareSite
{
    protected override bool LogsEverything => true;
}
