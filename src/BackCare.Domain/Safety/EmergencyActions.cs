namespace BackCare.Domain.Safety;

/// <summary>What to do about a danger sign, for a country and a language.</summary>
/// <remarks>The knowledge base carries English texts for the United States and the United Kingdom. Every other case is worded here:
/// the number is that of <see cref="EmergencyNumbers"/>, and where none is known the local number is named without guessing it.</remarks>
public static class EmergencyActions
{
    private const string SelfHarm = "rf_self_harm";

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
        string? number = EmergencyNumbers.Of(country);
        return spanish ? Spanish(flag, number, us, uk) : English(flag, number);
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

    // The lines for people in a crisis are national: another country with the same number has its own.
    private static string Spanish(RedFlag flag, string? number, bool us, bool uk) => flag.Urgency switch
    {
        Urgency.EmergencyNow when flag.Id == SelfHarm && us =>
            "Llame o envíe un mensaje de texto al 988 (línea de crisis y prevención del suicidio), o llame al 911.",
        Urgency.EmergencyNow when flag.Id == SelfHarm && uk => "Llame al 999, o a Samaritans al 116 123.",
        Urgency.EmergencyNow when number is null => "Llame ahora al número de emergencias de su país o vaya al servicio de urgencias más cercano.",
        Urgency.EmergencyNow => $"Llame ahora al {number} o vaya al servicio de urgencias más cercano.",
        Urgency.UrgentSameDay => "Haga que le vean hoy: su médico, una clínica de atención inmediata o urgencias si no le pueden atender.",
        Urgency.ClinicianSoon => "Pida cita con un profesional de la salud en los próximos días.",
        _ => "Consulte a su médico o farmacéutico antes de usar los productos señalados.",
    };

    private static bool Is(string? country, string code) => string.Equals(country, code, StringComparison.OrdinalIgnoreCase);
}
