using System.Collections.Frozen;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The front and the back of a body as SVG paths, drawn for this shop. Each figure stands around x = 0 and is 480 units tall.</summary>
/// <remarks>A region's shape is cut to the outline by a clip path, so shapes may be plain and neighbours meet without a gap.</remarks>
public static class BodyShapes
{
    /// <summary>The head.</summary>
    public const string Head = "M0 10C14 10 20 22 19 35C18 48 10 60 0 60C-10 60 -18 48 -19 35C-20 22 -14 10 0 10Z";

    /// <summary>Everything below the head.</summary>
    public const string Outline =
        "M0 50C3 50 7 49 9 52C11 55 8 64 11 68C14 72 19 76 24 79C29 82 38 82 43 84C48 86 52 89 54 94C56 99 57 104 58 112" +
        "C59 120 61 131 62 140C63 149 65 157 66 166C67 175 69 187 70 196C71 205 73 214 74 222C75 230 78 236 78 242C78 248 77 256 76 260" +
        "C75 264 72 266 70 265C68 264 66 260 65 256C64 252 65 246 64 240C63 234 62 229 61 222C60 215 58 207 56 198C54 189 52 177 50 168" +
        "C48 159 48 150 47 142C46 134 43 118 42 118C41 118 41 132 40 140C39 148 37 157 36 164C35 171 34 177 34 184C34 191 37 198 39 206" +
        "C41 214 44 221 45 230C46 239 47 250 47 262C47 274 45 289 43 300C41 311 38 322 37 330C36 338 36 339 36 346C36 353 39 361 39 370" +
        "C39 379 38 389 36 398C34 407 30 419 28 426C26 433 26 434 26 438C26 442 29 448 31 452C33 456 36 460 36 463C36 466 33 467 30 468" +
        "C27 469 19 468 16 467C13 466 12 464 12 460C12 456 14 451 14 446C14 441 14 439 14 432C14 425 13 413 13 404C13 395 12 385 12 376" +
        "C12 367 13 357 13 350C13 343 13 342 12 334C11 326 10 311 9 300C8 289 6 274 5 266C4 258 2 252 0 252C-2 252 -4 258 -5 266" +
        "C-6 274 -8 289 -9 300C-10 311 -11 326 -12 334C-13 342 -13 343 -13 350C-13 357 -12 367 -12 376C-12 385 -13 395 -13 404" +
        "C-13 413 -14 425 -14 432C-14 439 -14 441 -14 446C-14 451 -12 456 -12 460C-12 464 -13 466 -16 467C-19 468 -27 469 -30 468" +
        "C-33 467 -36 466 -36 463C-36 460 -33 456 -31 452C-29 448 -26 442 -26 438C-26 434 -26 433 -28 426C-30 419 -34 407 -36 398" +
        "C-38 389 -39 379 -39 370C-39 361 -36 353 -36 346C-36 339 -36 338 -37 330C-38 322 -41 311 -43 300C-45 289 -47 274 -47 262" +
        "C-47 250 -46 239 -45 230C-44 221 -41 214 -39 206C-37 198 -34 191 -34 184C-34 177 -35 171 -36 164C-37 157 -39 148 -40 140" +
        "C-41 132 -41 118 -42 118C-43 118 -46 134 -47 142C-48 150 -48 159 -50 168C-52 177 -54 189 -56 198C-58 207 -60 215 -61 222" +
        "C-62 229 -63 234 -64 240C-65 246 -64 252 -65 256C-66 260 -68 264 -70 265C-72 266 -75 264 -76 260C-77 256 -78 248 -78 242" +
        "C-78 236 -75 230 -74 222C-73 214 -71 205 -70 196C-69 187 -67 175 -66 166C-65 157 -63 149 -62 140C-61 131 -59 120 -58 112" +
        "C-57 104 -56 99 -54 94C-52 89 -48 86 -43 84C-38 82 -29 82 -24 79C-19 76 -14 72 -11 68C-8 64 -11 55 -9 52C-7 49 -3 50 0 50Z";

    /// <summary>What tells the front from the back: collar bones, chest, navel and kneecaps.</summary>
    public const string FrontLines =
        "M-30 85Q-15 92 -5 88M30 85Q15 92 5 88M-33 122Q-19 133 -4 125M33 122Q19 133 4 125M0 184V189M16 333Q25 329 34 333M18 345Q25 350 32 345M-16 333Q-25 329 -34 333M-18 345Q-25 350 -32 345";

    /// <summary>The same at the back: spine, shoulder blades, hollows of the knees and heel cords.</summary>
    public const string BackLines =
        "M0 78V150M12 100Q30 106 27 126Q18 136 12 126M-12 100Q-30 106 -27 126Q-18 136 -12 126M17 340Q25 335 33 340M-17 340Q-25 335 -33 340M24 428V448M-24 428V448";

    /// <summary>A point inside each region, on one side of the figure, for lines along the body.</summary>
    public static FrozenDictionary<string, (int X, int Y)> Middles { get; } = new Dictionary<string, (int, int)>
    {
        ["foot"] = (27, 458),
        ["ankle"] = (25, 432),
        ["lower_leg"] = (26, 388),
        ["knee"] = (26, 338),
        ["thigh"] = (27, 292),
        ["hip"] = (31, 240),
        ["pelvis"] = (0, 226),
        ["lumbar"] = (0, 188),
        ["core"] = (0, 160),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Shape of a region in front and at the back; empty where a side does not show it.</summary>
    public static FrozenDictionary<string, (string Front, string Back)> Regions { get; } = new Dictionary<string, (string, string)>
    {
        ["core"] = (
            "M-42 138Q0 150 42 138L42 196Q0 210 -42 196Z",
            ""),
        ["lumbar"] = (
            "",
            "M-37 162Q0 172 37 162L40 208Q20 206 0 222Q-20 206 -40 208Z"),
        ["pelvis"] = (
            "M-42 196Q0 210 42 196L42 208Q30 232 3 255L-3 255Q-30 232 -42 208Z",
            "M0 222Q16 208 30 209Q18 228 0 248Q-18 228 -30 209Q-16 208 0 222Z"),
        ["hip"] = (
            "M42 208Q30 232 3 255L5 262Q30 268 50 262L50 208ZM-42 208Q-30 232 -3 255L-5 262Q-30 268 -50 262L-50 208Z",
            "M30 209L42 208L50 262Q26 276 2 264L0 248Q18 228 30 209ZM-30 209L-42 208L-50 262Q-26 276 -2 264L0 248Q-18 228 -30 209Z"),
        ["thigh"] = (
            "M5 262Q30 268 50 262L46 322Q26 330 8 322ZM-5 262Q-30 268 -50 262L-46 322Q-26 330 -8 322Z",
            "M2 264Q26 276 50 262L46 322Q26 330 8 322ZM-2 264Q-26 276 -50 262L-46 322Q-26 330 -8 322Z"),
        ["knee"] = (
            "M6 321Q26 330 46 321L44 355Q26 363 8 355ZM-6 321Q-26 330 -46 321L-44 355Q-26 363 -8 355Z",
            "M6 321Q26 330 46 321L44 355Q26 363 8 355ZM-6 321Q-26 330 -46 321L-44 355Q-26 363 -8 355Z"),
        ["lower_leg"] = (
            "M8 355Q26 363 46 355L40 424Q22 430 10 424ZM-8 355Q-26 363 -46 355L-40 424Q-22 430 -10 424Z",
            "M8 355Q26 363 46 355L40 424Q22 430 10 424ZM-8 355Q-26 363 -46 355L-40 424Q-22 430 -10 424Z"),
        ["ankle"] = (
            "M8 424Q22 430 42 424L40 445Q22 451 8 445ZM-8 424Q-22 430 -42 424L-40 445Q-22 451 -8 445Z",
            "M8 424Q22 430 42 424L40 445Q22 451 8 445ZM-8 424Q-22 430 -42 424L-40 445Q-22 451 -8 445Z"),
        ["foot"] = (
            "M6 445Q22 451 42 445L44 474L6 474ZM-6 445Q-22 451 -42 445L-44 474L-6 474Z",
            "M6 445Q22 451 42 445L44 474L6 474ZM-6 445Q-22 451 -42 445L-44 474L-6 474Z"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
