using System.Collections.Frozen;

namespace BackCare.Domain.Safety;

/// <summary>What to do about a danger sign, for a country and a language.</summary>
/// <remarks>The knowledge base carries English texts for the United States and the United Kingdom. Every other case is worded here:
/// 112 works in all of the European Union and the European Economic Area; elsewhere the local number is named without guessing it.</remarks>
public static class EmergencyActions
{
    private const string SelfHarm = "rf_self_harm";

    private static readonly FrozenSet<string> Countries112 = new[]
    {
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL",
        "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to do.</summary>
    /// <param name="flag">The danger sign.</param>
    /// <param name="country">ISO 3166 alpha-2; UK is read as GB.</param>
    /// <param name="language">es for Spanish, anything else is English.</param>
    public static string For(RedFlag flag, string country, string language)
    {
        ArgumentNullException.ThrowIfNull(flag);
        bool spanish = IsSpanish(language), us = Is(country, "US"), uk = Is(country, "GB") || Is(country, "UK");
        if (!spanish && us)
            return flag.ActionUs;
        if (!spanish && uk)
            return flag.ActionUk;
        string? number = us ? "911" : uk ? "999" : Countries112.Contains(country ?? "") ? "112" : null;
        return spanish ? Spanish(flag, number) : English(flag, number);
    }

    /// <summary>True when texts shall be Spanish.</summary>
    public static bool IsSpanish(string? language) => language is not null && language.StartsWith("es", StringComparison.OrdinalIgnoreCase);

    private static string English(RedFlag flag, string? number) => flag.Urgency switch
    {
        Urgency.EmergencyNow when number is null => "Call your local emergency number or go to the nearest emergency department now.",
        Urgency.EmergencyNow => $"Call {number} or go to the nearest emergency department now.",
        Urgency.UrgentSameDay => "Be seen today: your doctor, an urgent care service, or an emergency department if you cannot be seen.",
        Urgency.ClinicianSoon => "Book a visit with a clinician within the next days.",
        _ => "Ask your clinician or pharmacist before using the products marked.",
    };

    private static string Spanish(RedFlag flag, string? number) => flag.Urgency switch
    {
        Urgency.EmergencyNow when flag.Id == SelfHarm && number == "911" =>
            "Llame o envíe un mensaje de texto al 988 (línea de crisis y prevención del suicidio), o llame al 911.",
        Urgency.EmergencyNow when flag.Id == SelfHarm && number == "999" => "Llame al 999, o a Samaritans al 116 123.",
        Urgency.EmergencyNow when number is null => "Llame ahora al número de emergencias de su país o vaya al servicio de urgencias más cercano.",
        Urgency.EmergencyNow => $"Llame ahora al {number} o vaya al servicio de urgencias más cercano.",
        Urgency.UrgentSameDay => "Haga que le vean hoy: su médico, una clínica de atención inmediata o urgencias si no le pueden atender.",
        Urgency.ClinicianSoon => "Pida cita con un profesional de la salud en los próximos días.",
        _ => "Consulte a su médico o farmacéutico antes de usar los productos señalados.",
    };

    private static bool Is(string? country, string code) => string.Equals(country, code, StringComparison.OrdinalIgnoreCase);
}
