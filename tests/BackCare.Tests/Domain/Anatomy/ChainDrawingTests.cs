using BackCare.Domain.Anatomy;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Anatomy;

public sealed class ChainDrawingTests
{
    private static readonly ChainDrawing Whole = ChainDrawing.Of(SeedKnowledge.Base);

    [Fact]
    public void Every_structure_and_every_link_is_drawn_once()
    {
        Assert.Equal(SeedKnowledge.Base.Rows.Structures.Select(s => s.Id).Order(StringComparer.Ordinal), Whole.Structures.Select(s => s.Structure.Id).Order(StringComparer.Ordinal));
        Assert.Equal(SeedKnowledge.Base.Rows.Links.Select(l => l.Id), Whole.Links.Select(l => l.Link.Id).Order(StringComparer.Ordinal));
        Assert.Equal(46, Whole.Structures.Select(s => s.Y).Distinct().Count());
    }

    [Fact]
    public void The_core_is_at_the_top_and_the_foot_at_the_bottom()
    {
        Assert.Equal(["core", "lumbar", "pelvis", "hip", "thigh", "knee", "lower_leg", "ankle", "foot"], Whole.Regions.Select(r => r.Region.Id));
        Assert.True(Whole.Regions.Zip(Whole.Regions.Skip(1)).All(pair => pair.First.Top + pair.First.Height <= pair.Second.Top));
        Assert.Equal(Whole.Height, Whole.Regions[^1].Top + Whole.Regions[^1].Height, 9);
    }

    [Fact]
    public void A_load_that_travels_away_from_the_foot_stands_on_its_own_side()
    {
        // L001 leads from the calf up the list to nothing above it: the calf lies in the lower leg, ankle bend below it.
        DrawnLink down = Whole.Links.Single(l => l.Link.Id == "L001");

        Assert.Equal(("gastrocnemius", "ankle_dorsiflexion"), (down.Link.FromStructure, down.Link.ToStructure));
        Assert.True(down.ToY > down.FromY);
        Assert.False(down.Upward);
        Assert.All(Whole.Links, l => Assert.Equal(l.ToY < l.FromY, l.Upward));
    }

    [Fact]
    public void Narrowed_to_a_symptom_it_shows_what_is_behind_it_with_weights_and_what_loads_that()
    {
        ChainDrawing narrow = ChainDrawing.Of(SeedKnowledge.Base, "heel_pain_first_step");

        Assert.Equal(0.9, narrow.Structures.Single(s => s.Structure.Id == "plantar_fascia").Weight);
        Assert.All(narrow.Links, l => Assert.NotNull(narrow.Structures.Single(s => s.Structure.Id == l.Link.ToStructure).Weight));
        Assert.True(narrow.Structures.Count < Whole.Structures.Count);
    }
}
