using System.Globalization;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Learn.Simulation;

/// <summary>Draws who comes, when and with which complaint.</summary>
/// <remarks>Visits are evenly spread in time; the mix of complaints moves with the season, some visitors return.</remarks>
public sealed class SimulatedVisits
{
    private static readonly string[] Activities = ["running", "walking", "standing", "hiking", "dance", "everyday", "sport", "work"];

    // How many past visitors may come back; those of long ago are forgotten, which bounds memory for any number of sessions.
    private const int Remembered = 4_096;

    private readonly KnowledgeBase knowledge;
    private readonly SimulationOptions options;
    private readonly Symptom[] symptoms;
    private readonly double[] weights, phases;
    private readonly ILookup<string, string> phrases;

    /// <summary>Prepares the mix of complaints.</summary>
    /// <exception cref="ArgumentException">The options have a fault, or the knowledge has no complaint that products are sold for.</exception>
    public SimulatedVisits(KnowledgeBase knowledge, SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        this.knowledge = knowledge;
        this.options = options;
        symptoms = [.. knowledge.Rows.Symptoms.Where(s => s.SelfCare != SelfCare.NoProducts && s.Population == "adult")];
        if (symptoms.Length == 0)
            throw new ArgumentException("The knowledge base has no adult complaint that products are sold for.", nameof(knowledge));
        var random = new SplitMix64(options.Seed ^ 0x5CA1AB1E);
        weights = new double[symptoms.Length];
        phases = new double[symptoms.Length];
        for (int i = 0; i < symptoms.Length; i++)
            (weights[i], phases[i]) = (Math.Exp(0.7 * random.NextNormal()), random.NextDouble());
        phrases = knowledge.Rows.Phrases.Where(p => p.Language == "en").ToLookup(p => p.SymptomId, p => p.Phrase, StringComparer.Ordinal);
    }

    /// <summary>All visits in order of time.</summary>
    public IEnumerable<SimulatedVisit> All()
    {
        var random = new SplitMix64(options.Seed);
        var known = new List<SimulatedShopper>();
        DateTime from = options.UntilUtc.AddDays(-options.Days);
        for (int i = 0; i < options.Sessions; i++)
        {
            DateTime at = from.AddTicks((long)((i + random.NextDouble()) / options.Sessions * options.Days * TimeSpan.TicksPerDay));
            bool returns = known.Count > 0 && random.NextBool(options.ReturnShare);
            SimulatedShopper shopper = returns ? known[random.NextIndex(known.Count)] : NewShopper(i, at, ref random);
            if (!returns)
                Remember(known, shopper, i);
            yield return Visit(i, at, shopper, ref random);
        }
    }

    private static void Remember(List<SimulatedShopper> known, SimulatedShopper shopper, int index)
    {
        if (known.Count < Remembered)
            known.Add(shopper);
        else
            known[index % Remembered] = shopper;
    }

    private SimulatedShopper NewShopper(int index, DateTime at, ref SplitMix64 random) => new()
    {
        VisitorId = string.Create(CultureInfo.InvariantCulture, $"{SimulatedShopper.VisitorPrefix}{options.Seed}-{random.Next():x16}-{index}"),
        Taste = random.NextIndex(Truth.Tastes),
        PriceSensitivity = Math.Exp(0.5 * random.NextNormal()),
        SymptomId = DrawSymptom(at, ref random),
        Activity = random.NextBool(0.5) ? Activities[random.NextIndex(Activities.Length)] : null,
        ShoeSizeEu = random.NextBool(0.5) ? 36 + 0.5 * random.NextIndex(23) : null,
        WeightKg = random.NextBool(0.25) ? 50 + random.NextIndex(50) : null,
        Age = random.NextBool(0.3) ? 19 + random.NextIndex(45) : null,
    };

    // Complaints come and go over the year by half of their weight, each with its own peak.
    private string DrawSymptom(DateTime at, ref SplitMix64 random)
    {
        double year = at.DayOfYear / 365.25, total = 0;
        Span<double> running = stackalloc double[symptoms.Length];
        for (int i = 0; i < symptoms.Length; i++)
            running[i] = total += weights[i] * (1 + 0.5 * Math.Cos(2 * Math.PI * (year - phases[i])));
        double drawn = random.NextDouble() * total;
        int at0 = 0;
        while (at0 < symptoms.Length - 1 && running[at0] <= drawn)
            at0++;
        return symptoms[at0].Id;
    }

    private SimulatedVisit Visit(int index, DateTime at, SimulatedShopper shopper, ref SplitMix64 random)
    {
        Symptom symptom = knowledge.Symptoms[random.NextBool(0.8) ? shopper.SymptomId : DrawSymptom(at, ref random)];
        int severity = 1 + random.NextIndex(7);
        int duration = 1 + (int)Math.Min(700, Math.Exp(3 + 1.3 * random.NextNormal()));
        bool tells = random.NextBool(0.6);
        string[] said = [.. phrases[symptom.Id]];
        bool inWords = said.Length > 0 && random.NextBool(options.TextShare);
        string text = inWords ? said[random.NextIndex(said.Length)] : "";
        string[] qualifiers = Some(symptom.Qualifiers, 0.5, ref random);
        var report = new SymptomReport
        {
            Text = text,
            Symptoms = inWords ? [] : [symptom.Id],
            Qualifiers = qualifiers,
            DeniedQualifiers = [.. symptom.Qualifiers.Except(qualifiers, StringComparer.Ordinal)],
            Answers = Answers(symptom, ref random),
            Context = new ShopperContext
            {
                Severity = tells ? severity : null,
                DurationDays = tells ? duration : null,
                Activity = shopper.Activity,
                ShoeSizeEu = shopper.ShoeSizeEu,
                WeightKg = shopper.WeightKg,
                Age = shopper.Age,
            },
        };
        string session = string.Create(CultureInfo.InvariantCulture, $"{SimulatedShopper.VisitorPrefix}{random.Next():x16}");
        return new SimulatedVisit(index, at, shopper, symptom.Id, report, severity, duration, session, IdAt(at, ref random), random.Next());
    }

    private SafetyAnswer[] Answers(Symptom symptom, ref SplitMix64 random)
    {
        int confirmed = symptom.GateRedFlags.Count > 0 && random.NextBool(options.DangerShare) ? random.NextIndex(symptom.GateRedFlags.Count) : -1;
        return [.. symptom.GateRedFlags.Select((flag, i) => new SafetyAnswer(flag, i == confirmed ? AnswerValue.Yes : AnswerValue.No))];
    }

    private static string[] Some(IReadOnlyList<string> all, double chance, ref SplitMix64 random)
    {
        var some = new List<string>();
        foreach (string one in all)
        {
            if (random.NextBool(chance))
                some.Add(one);
        }

        return [.. some];
    }

    // The shape of a version 7 UUID (RFC 9562), as the shop's own ids: time, then random bits.
    private static string IdAt(DateTime at, ref SplitMix64 random)
    {
        long ms = (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        ulong a = random.Next(), b = random.Next();
        return string.Create(CultureInfo.InvariantCulture, $"{ms & 0xFFFFFFFFFFFF:x12}7{a & 0xFFF:x3}{0x8000 | (b >> 48 & 0x3FFF):x4}{b & 0xFFFFFFFFFFFF:x12}");
    }
}
