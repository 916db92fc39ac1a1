namespace BackCare.Domain.Safety;

/// <summary>How soon the shopper should be seen. Order matters: a later member is more urgent.</summary>
public enum CareLevel
{
    /// <summary>Nothing reported needs a clinician first. Never said as "you are safe".</summary>
    SelfCare,

    /// <summary>A visit within days.</summary>
    ClinicianSoon,

    /// <summary>To be seen today.</summary>
    UrgentSameDay,

    /// <summary>Emergency care now.</summary>
    EmergencyNow,
}

/// <summary>Care levels of danger signs.</summary>
public static class CareLevels
{
    /// <summary>The care level a danger sign of this urgency sets; a modifier sets none by itself (knowledge README, section 2).</summary>
    public static CareLevel Of(Urgency urgency) => (CareLevel)(int)urgency;
}
