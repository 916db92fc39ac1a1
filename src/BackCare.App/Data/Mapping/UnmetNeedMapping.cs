using BackCare.App.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class UnmetNeedMapping : IEntityTypeConfiguration<UnmetNeed>
{
    public void Configure(EntityTypeBuilder<UnmetNeed> builder)
    {
        builder.ToTable("UnmetNeeds");
        builder.HasKey(n => new { n.MonthUtc, n.Kind, n.Concept });
        builder.Property(n => n.MonthUtc).HasPrecision(0);
        builder.Property(n => n.Kind).HasMaxLength(Lengths.Short);
        builder.Property(n => n.Concept).HasMaxLength(Lengths.Id);
    }
}
