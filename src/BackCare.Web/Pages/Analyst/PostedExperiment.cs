using System.Globalization;
using BackCare.App.Learn.Experiments;

namespace BackCare.Web.Pages.Analyst;

/// <summary>The form that starts an experiment, as it was typed: what cannot be read is shown again beside its message.</summary>
public sealed record PostedExperiment
{
    public string Name { get; init; } = "";

    public string Kind { get; init; } = "ab_test";

    public string ControlModel { get; init; } = "champion";

    public string TreatmentModel { get; init; } = "knowledge";

    public string ControlBudget { get; init; } = "";

    public string TreatmentBudget { get; init; } = "";

    public string ControlTemperature { get; init; } = "";

    public string TreatmentTemperature { get; init; } = "";

    public string Share { get; init; } = "1";

    public string Goal { get; init; } = "click";

    public string WindowMinutes { get; init; } = "60";

    public string Alpha { get; init; } = "0.05";

    /// <summary>True when anything about exploration was typed.</summary>
    public bool HasExploration => (ControlBudget + TreatmentBudget + ControlTemperature + TreatmentTemperature).Length > 0;

    /// <summary>Reads the form.</summary>
    public static PostedExperiment From(IFormCollection form) => new()
    {
        Name = Form.Text(form, "name"),
        Kind = Form.Text(form, "kind"),
        ControlModel = Form.Text(form, "control"),
        TreatmentModel = Form.Text(form, "treatment"),
        ControlBudget = Form.Text(form, "controlBudget"),
        TreatmentBudget = Form.Text(form, "treatmentBudget"),
        ControlTemperature = Form.Text(form, "controlTemperature"),
        TreatmentTemperature = Form.Text(form, "treatmentTemperature"),
        Share = Form.Text(form, "share"),
        Goal = Form.Text(form, "goal"),
        WindowMinutes = Form.Text(form, "windowMinutes"),
        Alpha = Form.Text(form, "alpha"),
    };

    /// <summary>The command, or the fields that are no numbers.</summary>
    public (StartExperiment.Command? Command, IReadOnlyDictionary<string, string> Errors) Read()
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        double? Number(string field, string text)
        {
            if (text.Length == 0) return null;
            if (double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;
            errors[field] = $"'{text}' is not a number; write one such as 0.1.";
            return null;
        }

        var control = new ArmPart(ControlModel, Number("controlBudget", ControlBudget), Number("controlTemperature", ControlTemperature));
        var treatment = new ArmPart(TreatmentModel, Number("treatmentBudget", TreatmentBudget), Number("treatmentTemperature", TreatmentTemperature));
        double share = Number("share", Share) ?? 0, window = Number("windowMinutes", WindowMinutes) ?? 0, alpha = Number("alpha", Alpha) ?? 0;
        if (window != Math.Floor(window) || window > int.MaxValue) errors["windowMinutes"] = "Use a whole number of minutes, 1 to 43200.";
        return errors.Count > 0 ? (null, errors) : (new StartExperiment.Command(Name, Kind, treatment, control, share, Goal, (int)window, alpha), Form.NoErrors);
    }

    /// <summary>Messages of the use case beside the fields of this form; the first of each.</summary>
    public static IReadOnlyDictionary<string, string> Renamed(IReadOnlyDictionary<string, string> errors)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string field, string message) in errors) renamed.TryAdd(FieldOf(field), message);
        return renamed;
    }

    private static string FieldOf(string path) => path switch
    {
        "control.explorationBudget" => "controlBudget",
        "treatment.explorationBudget" => "treatmentBudget",
        "control.explorationTemperature" => "controlTemperature",
        "treatment.explorationTemperature" => "treatmentTemperature",
        "control.model" => "control",
        "treatment.model" => "treatment",
        _ => path,
    };
}
