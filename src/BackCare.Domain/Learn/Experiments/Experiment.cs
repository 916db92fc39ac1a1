namespace BackCare.Domain.Learn.Experiments;

/// <summary>How two ways to rank are compared.</summary>
public enum ExperimentKind
{
    /// <summary>Each visitor gets one arm for as long as the experiment runs; what visitors do is compared.</summary>
    AbTest,

    /// <summary>Each list is drawn from both arms in turns; whose products are chosen is counted. Needs far fewer lists, and says only which arm is preferred.</summary>
    Interleaving,

    /// <summary>The control serves everybody; the treatment scores the same lists afterwards and nobody sees it.</summary>
    Shadow,
}

/// <summary>What counts as success of a list.</summary>
public enum ExperimentGoal
{
    /// <summary>A product of the list was chosen.</summary>
    Click,

    /// <summary>A product of the list was put into the basket.</summary>
    AddToCart,

    /// <summary>A product of the list was bought.</summary>
    Purchase,
}

/// <summary>One way to rank.</summary>
/// <param name="Model">Version of a stored model, <see cref="Champion"/> for whichever is promoted, or <see cref="Knowledge"/> for the ranking without a model.</param>
/// <param name="Budget">Share of lists that explore, in [0, 1]; null for the shop's setting.</param>
/// <param name="Temperature">Temperature of exploration; null for the shop's setting.</param>
public sealed record ExperimentArm(string Model, double? Budget = null, double? Temperature = null)
{
    /// <summary>Whichever model is promoted when a request comes.</summary>
    public const string Champion = "champion";

    /// <summary>The knowledge ranking.</summary>
    public const string Knowledge = "knowledge";

    /// <summary>In words, for tables.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Model}{(Budget is { } b ? $", budget {b}" : "")}{(Temperature is { } t ? $", temperature {t}" : "")}");
}

/// <summary>Two ways to rank, compared on a share of the visitors who consented.</summary>
/// <param name="Id">Also the salt of <see cref="Assignment"/>.</param>
/// <param name="Kind">How.</param>
/// <param name="Control">What serves today.</param>
/// <param name="Treatment">What may serve tomorrow.</param>
/// <param name="Share">Share of visitors who take part, in (0, 1].</param>
/// <param name="Goal">What counts as success.</param>
/// <param name="Window">How long after its first list a visitor's actions count; a visitor is counted when it has passed.</param>
/// <param name="Alpha">Chance of ever calling a difference that is not there, in (0, 1).</param>
/// <param name="StartedUtc">When the first list could be part of it.</param>
/// <param name="StoppedUtc">When it ended; null while it runs.</param>
public sealed record Experiment(
    string Id, ExperimentKind Kind, ExperimentArm Control, ExperimentArm Treatment, double Share, ExperimentGoal Goal, TimeSpan Window, double Alpha,
    DateTime StartedUtc, DateTime? StoppedUtc)
{
    /// <summary>Name of the control's arm on a served list.</summary>
    public const string ControlArm = "control";

    /// <summary>Name of the treatment's arm on a served list.</summary>
    public const string TreatmentArm = "treatment";
}
