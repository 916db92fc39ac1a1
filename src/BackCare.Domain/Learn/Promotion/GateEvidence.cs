using BackCare.Domain.Learn.Evaluation;

namespace BackCare.Domain.Learn.Promotion;

/// <summary>What the gate decides on.</summary>
/// <param name="ModelSchemaHash">Feature schema the challenger was trained on.</param>
/// <param name="ServedSchemaHash">Feature schema that this build serves.</param>
/// <param name="Evaluation">The challenger measured on the test part.</param>
/// <param name="Safety">Safety cases run with the challenger.</param>
/// <param name="ScoringP99Ms">Time, in milliseconds, in which 99 of 100 lists of 200 candidates were scored.</param>
public sealed record GateEvidence(string ModelSchemaHash, string ServedSchemaHash, ModelEvaluation Evaluation, SafetyEvidence Safety, double ScoringP99Ms);

/// <summary>Safety cases: reports whose outcome kind, care level and withheld products no model may change.</summary>
/// <param name="Cases">How many were run.</param>
/// <param name="Changed">Those whose outcome the challenger changed, by name.</param>
public sealed record SafetyEvidence(int Cases, IReadOnlyList<string> Changed);
