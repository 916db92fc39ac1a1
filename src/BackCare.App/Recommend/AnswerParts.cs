namespace BackCare.App.Recommend;

/// <summary>A danger sign that counts, most urgent first.</summary>
/// <param name="Id">The danger sign.</param>
/// <param name="From">text, answer, not_known, skipped or context: what raised it.</param>
/// <param name="Urgency">modifier, clinician_soon, urgent_same_day or emergency_now.</param>
/// <param name="Message">Shown text, in the shopper's language.</param>
/// <param name="Action">What to do in the shopper's country.</param>
public sealed record RedFlagPart(string Id, string From, string Urgency, string Message, string Action);

/// <summary>A symptom that was understood.</summary>
/// <param name="SymptomId">The symptom.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Confidence">In (0, 1]; 1 when ticked.</param>
/// <param name="Span">The words that said so; null when ticked.</param>
/// <param name="Side">left, right or both, when stated.</param>
/// <param name="Origin">text or ticked.</param>
public sealed record UnderstoodPart(string SymptomId, string Name, double Confidence, SpanPart? Span, string? Side, string Origin);

/// <summary>A stretch of the text as it was sent, in UTF-16 code units.</summary>
public sealed record SpanPart(int Start, int Length);

/// <summary>One question.</summary>
/// <param name="Id">The danger sign or qualifier asked for.</param>
/// <param name="Kind">redFlag or qualifier.</param>
/// <param name="Text">Asked as it stands.</param>
/// <param name="Why">Why it is asked.</param>
/// <param name="Options">Answers to choose from: yes, no, unknown, skipped.</param>
public sealed record QuestionPart(string Id, string Kind, string Text, string Why, IReadOnlyList<string> Options);

/// <summary>A price.</summary>
/// <param name="Minor">Minor units (cents).</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record PricePart(long Minor, string Currency);

/// <summary>A source that a statement rests on.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Citation">Full citation.</param>
/// <param name="Url">Where to read it; null when unknown.</param>
/// <param name="Verified">searched, secondary or recalled: how it was checked.</param>
public sealed record SourcePart(string Id, string Citation, string? Url, string Verified);
