namespace BackCare.Cli;

/// <summary>A verb cannot do what was asked; the message says what was wrong and what to do. The root prints it and exits with 1.</summary>
/// <remarks>A verb has no caller but the root, so a refusal deep inside its steps leaves by one jump instead of being handed up through each of them.</remarks>
internal sealed class RefusedException(string message) : Exception(message);
