namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Numbers in digits and in words, English and Spanish (folded).</summary>
internal static class NumberWords
{
    /// <summary>The number that a folded word is, or null. "couple" and "par" are 2, "few" 3, "several" 4.</summary>
    public static double? Read(ReadOnlySpan<char> word)
    {
        if (word.Length is > 0 and <= 4 && word.IndexOfAnyExceptInRange('0', '9') < 0)
            return int.Parse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
        return word switch
        {
            "a" or "an" or "one" or "un" or "una" or "uno" => 1,
            "two" or "dos" or "couple" or "par" => 2,
            "three" or "tres" or "few" or "unos" or "unas" => 3,
            "four" or "cuatro" or "several" or "varios" or "varias" => 4,
            "five" or "cinco" => 5,
            "six" or "seis" => 6,
            "seven" or "siete" => 7,
            "eight" or "ocho" => 8,
            "nine" or "nueve" => 9,
            "ten" or "diez" => 10,
            "eleven" or "once" => 11,
            "twelve" or "doce" => 12,
            "fifteen" or "quince" => 15,
            "twenty" or "veinte" => 20,
            "half" or "medio" => 0.5,
            _ => null,
        };
    }
}
