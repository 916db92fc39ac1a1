namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Reads how long a complaint has lasted: "for 3 weeks", "hace dos meses", "since yesterday".</summary>
internal static class DurationReader
{
    // A named weekday lies one to seven days back; the middle is taken.
    private const int SomeWeekday = 4;

    /// <summary>Days with their words, from the first statement with a cue such as "for" or "hace", else from the first bare one; null when none is stated.</summary>
    public static (int Days, int First, int Last)? Read(Tokens tokens)
    {
        (int, int, int)? bare = null;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (Named(tokens, i) is { } named)
                return (named, i, i);
            if (UnitDays(tokens.Folded(i)) is not { } unit || IsOtherMeaning(tokens, i))
                continue;
            (double? count, int first) = CountBefore(tokens, i);
            bool cue = HasCue(tokens, first, i);
            if (count is null && !cue)
                continue;
            int days = (int)Math.Round((count ?? PluralGuess(unit)) * unit);
            if (cue)
                return (days, first, i);
            bare ??= (days, first, i);
        }

        return bare;
    }

    private static int? Named(Tokens tokens, int at)
    {
        ReadOnlySpan<char> word = tokens.Folded(at);
        ReadOnlySpan<char> previous = at > 0 ? tokens.Folded(at - 1) : default;
        return word switch
        {
            "yesterday" or "ayer" or "anoche" => 1,
            "night" when previous is "last" => 1,
            "morning" when previous is "this" => 0,
            "today" or "hoy" when at == 0 || previous is "since" or "started" or "just" or "desde" => 0,
            "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "lunes" or "martes" or "miercoles"
                or "jueves" or "viernes" or "sabado" or "domingo" when previous is "since" or "last" or "on" or "el" or "desde" => SomeWeekday,
            "week" when previous is "last" => 7,
            "month" when previous is "last" => 30,
            "year" when previous is "last" => 365,
            "pasada" when previous is "semana" => 7,
            "pasado" when previous is "mes" => 30,
            "pasado" when previous is "ano" => 365,
            _ => null,
        };
    }

    private static int? UnitDays(ReadOnlySpan<char> word) => word switch
    {
        "day" or "days" or "dia" or "dias" => 1,
        "week" or "weeks" or "wk" or "wks" or "semana" or "semanas" => 7,
        "month" or "months" or "mes" or "meses" => 30,
        "year" or "years" or "yr" or "yrs" or "ano" or "anos" => 365,
        _ => null,
    };

    // "for days", "hace meses": a handful, a few weeks, a few months, a couple of years.
    private static double PluralGuess(int unit) => unit switch { 1 => 4, 365 => 2, _ => 3 };

    // "2 years old", "30 weeks pregnant", "10 hours a day", "every day", "all day".
    private static bool IsOtherMeaning(Tokens tokens, int at)
    {
        ReadOnlySpan<char> next = at + 1 < tokens.Count ? tokens.Folded(at + 1) : default;
        ReadOnlySpan<char> previous = at > 0 ? tokens.Folded(at - 1) : default;
        return next is "old" or "pregnant" or "postpartum" or "embarazada" or "embarazo"
            || (next is "de" && at + 2 < tokens.Count && tokens.Folded(at + 2) is "embarazo" or "embarazada" or "edad")
            || previous is "every" or "each" or "all" or "per" or "cada" or "el" or "del" or "al" or "leg" or "rest" or "next" or "work"
            || (previous is "the" or "a" or "un" && at > 1 && tokens.Folded(at - 2) is "of" or "hours" or "times" or "once" or "hour" or "horas" or "in")
            || (at > 1 && tokens.Folded(at - 2) is "tengo" or "tiene" or "age" or "aged" && UnitDays(tokens.Folded(at)) == 365);
    }

    private static (double? Count, int First) CountBefore(Tokens tokens, int unit)
    {
        int at = unit - 1;
        if (at >= 0 && tokens.Folded(at) is "of" or "de")
            at--;
        if (at < 0)
            return (null, unit);
        if (NumberWords.Read(tokens.Folded(at)) is { } number)
            return (number, at > 0 && tokens.Folded(at - 1) is "a" or "un" ? at - 1 : at);
        ReadOnlySpan<char> word = tokens.Folded(at);
        return word is "past" or "last" or "ultima" or "ultimo" ? (1, at) : word is "ultimas" or "ultimos" ? (3, at) : (null, unit);
    }

    private static bool HasCue(Tokens tokens, int first, int unit)
    {
        for (int i = Math.Max(0, first - 3); i < first; i++)
        {
            if (tokens.Folded(i) is "for" or "since" or "over" or "past" or "last" or "about" or "hace" or "desde" or "llevo" or "lleva" or "durante" or "been" or "ultimos" or "ultimas")
                return true;
        }

        return unit + 1 < tokens.Count && tokens.Folded(unit + 1) is "ago" or "now" or "atras" or "straight";
    }
}
