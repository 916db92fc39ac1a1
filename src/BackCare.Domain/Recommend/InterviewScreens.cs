using BackCare.Domain.Safety;

namespace BackCare.Domain.Recommend;

/// <summary>Danger-sign questions as they may be shown together: one urgency to a screen, so that a screen can say what a yes would mean.</summary>
internal static class InterviewScreens
{
    /// <summary>Most questions of one screen: what a person reads before one answer to all of them. Longer lists are cut evenly.</summary>
    public const int MostQuestions = 8;

    /// <summary>The screens in the order of the questions; what the shopper's words named stands alone, since it is asked to confirm it.</summary>
    /// <param name="pending">Open danger signs, in the order asked.</param>
    /// <param name="named">True for a danger sign that the shopper's words named.</param>
    public static IReadOnlyList<RedFlag[]> Of(IReadOnlyList<RedFlag> pending, Func<RedFlag, bool> named)
    {
        var screens = new List<RedFlag[]>();
        for (int from = 0; from < pending.Count;)
        {
            if (named(pending[from]))
            {
                screens.Add([pending[from++]]);
                continue;
            }

            RedFlag[] together = [.. pending.Skip(from).TakeWhile(f => f.Urgency == pending[from].Urgency && !named(f))];
            int cuts = (together.Length + MostQuestions - 1) / MostQuestions;
            screens.AddRange(together.Chunk((together.Length + cuts - 1) / cuts));
            from += together.Length;
        }

        return screens;
    }
}
