using System.Text.Json.Serialization;

namespace BackCare.App.Operations;

/// <summary>How well something stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingLevel>))]
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, and somebody should look.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>It does not work, or will not the next time.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">configuration, database, disk, models, clock, parts, knowledge, keys, jobs, serving or address.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Level">How well it stands.</param>
/// <param name="Said">What was found, with the value.</param>
/// <param name="Remedy">What to do; null when nothing is.</param>
public sealed record Finding(string Area, string Name, FindingLevel Level, string Said, string? Remedy = null)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string area, string name, string said) => new(area, name, FindingLevel.Ok, said);

    /// <summary>Worth a look.</summary>
    public static Finding Warn(string area, string name, string said, string remedy) => new(area, name, FindingLevel.Warn, said, remedy);

    /// <summary>Broken.</summary>
    public static Finding Fail(string area, string name, string said, string remedy) => new(area, name, FindingLevel.Fail, said, remedy);
}
