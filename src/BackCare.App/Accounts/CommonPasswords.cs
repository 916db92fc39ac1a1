using System.Buffers;

namespace BackCare.App.Accounts;

/// <summary>Passwords that everybody thinks of: well-known words, runs of keys, numbers and years, put together until they are long enough.</summary>
/// <remarks>
/// Lists of leaked passwords hold few of twelve characters and more, and nearly all of those are such combinations (password1234, qwertyuiop12, iloveyou2024!).
/// Taking the known parts away and looking at what is left finds them without a list of millions, and finds the next ones too.
/// </remarks>
public static class CommonPasswords
{
    /// <summary>Letters that must be left when everything known is taken away.</summary>
    private const int FewestOwnLetters = 4;

    private static readonly string[] Runs =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp"];

    // Longest first, so that a part of a word is not taken before the word.
    private static readonly string[] Words =
    [
        .. """
        password passwort passw0rd contrasena contraseña motdepasse parola senha wachtwoord haslo passphrase secret geheim secreto login logon letmein welcome willkommen
        bienvenido bienvenue changeme default admin administrator root user guest test testing tester demo master superuser owner manager server system database
        iloveyou loveyou iloveu teamo tequiero jetaime love lovely baby babygirl babyboy sweetheart darling honey angel princess princesa prince queen king sunshine
        sunflower flower rainbow butterfly dolphin monkey dragon tiger lion eagle falcon phoenix panther jaguar spider chicken puppy kitty kitten doggy buddy cookie
        chocolate cheese banana orange apple cherry pepper ginger coffee pizza whatever nothing something forever always never hello goodbye thankyou please
        football soccer baseball basketball hockey tennis golf liverpool chelsea arsenal barcelona realmadrid juventus manchester united yankees cowboys lakers steelers
        superman batman spiderman ironman starwars startrek pokemon pikachu naruto harrypotter matrix minecraft fortnite playstation nintendo xbox counterstrike
        michael michelle jennifer jessica ashley daniel david thomas robert william richard charles joseph andrew matthew anthony joshua jordan justin hunter maggie
        sophie charlie george oliver samantha amanda nicole elizabeth maria mary anna carlos jose juan pedro alejandro andrea london paris madrid berlin newyork
        america canada mexico espana england germany france jesus christ godislove blessed heaven faith trustno freedom shadow hunter killer ninja hacker access
        mustang ferrari porsche corvette harley mercedes toyota computer internet google facebook instagram youtube twitter whatsapp samsung iphone android windows
        microsoft linux summer winter spring autumn january february march april june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday verano invierno primavera otono enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        birthday christmas holiday money success lucky diamond silver golden purple yellow green blue black white backcare back care shop store company office home
        mypassword mypass pass word the my your our and you for one two three four five six seven eight nine zero
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal),
    ];

    private static readonly SearchValues<char> Swaps = SearchValues.Create("@401!3$57");

    /// <summary>True when nothing of one's own is in it.</summary>
    public static bool Has(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        string plain = password.ToLowerInvariant();
        // Two readings: as it stands, and with the usual digits and signs in place of letters.
        return OwnLetters(plain) < FewestOwnLetters || (plain.AsSpan().ContainsAny(Swaps) && OwnLetters(Unswapped(plain)) < FewestOwnLetters);
    }

    private static int OwnLetters(string text)
    {
        string left = text;
        foreach (string run in Runs) left = WithoutRuns(left, run);
        string letters = new([.. left.Where(char.IsLetter)]);
        foreach (string word in Words) letters = letters.Replace(word, " ", StringComparison.Ordinal);
        return Repeats(letters);
    }

    /// <summary>Takes away four and more keys that lie beside each other, in either direction.</summary>
    private static string WithoutRuns(string text, string run)
    {
        string back = new([.. run.Reverse()]);
        for (int length = Math.Min(run.Length, text.Length); length >= 4; length--)
        {
            for (int start = 0; start + length <= run.Length; start++)
                text = text.Replace(run.Substring(start, length), " ", StringComparison.Ordinal).Replace(back.Substring(start, length), " ", StringComparison.Ordinal);
        }
        return text;
    }

    /// <summary>How many letters are left, those of one letter over and over counted once.</summary>
    private static int Repeats(string letters)
    {
        int count = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            if (letters[i] != ' ' && (i == 0 || letters[i] != letters[i - 1])) count++;
        }
        return count;
    }

    private static string Unswapped(string text) => new([.. text.Select(static c => c switch
    {
        '@' or '4' => 'a',
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '$' or '5' => 's',
        '7' => 't',
        _ => c,
    })]);
}
