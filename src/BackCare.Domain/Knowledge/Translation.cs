namespace BackCare.Domain.Knowledge;

/// <summary>A text of the knowledge base in Spanish.</summary>
/// <param name="Id">Key, ES####.</param>
/// <param name="English">The text as its table has it; a text that was edited since has no translation and is shown as it stands.</param>
/// <param name="Spanish">The same in plain Spanish.</param>
public sealed record Translation(string Id, string English, string Spanish);
