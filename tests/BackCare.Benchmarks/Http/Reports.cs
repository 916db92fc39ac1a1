namespace BackCare.Benchmarks.Http;

/// <summary>The reports that the load sends in turn: free text in two languages, ticks, a danger sign, nothing that fits.</summary>
internal static class Reports
{
    internal static IReadOnlyList<string> All { get; } =
    [
        """{"text":"heel hurts when I get out of bed, for three weeks","side":"left","context":{"severity":6,"activity":"running","shoeSizeEu":42}}""",
        """{"text":"dull ache low in my back after standing on hard floors all day","answers":[{"id":"rf_ces_bladder","answer":"no"}]}""",
        """{"text":"tight calves since I started running again, no swelling","limit":20}""",
        """{"text":"me duele la planta del pie al levantarme","context":{"language":"es"}}""",
        """{"symptoms":["knee_front_pain"],"regions":["knee"],"context":{"budgetMinor":3000}}""",
        """{"text":"back pain and I can't pee since yesterday"}""",
        """{"text":"where is my parcel, it should have come on monday"}""",
        """{"text":"my arches ache and the outer hip hurts when I lie on it at night","context":{"age":52,"weightKg":80}}""",
    ];
}
