using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class EvidenceOverrideMapping : IEntityTypeConfiguration<EvidenceOverride>
{
    public void Configure(EntityTypeBuilder<EvidenceOverride> builder)
    {
        builder.ToTable("EvidenceOverrides");
        builder.HasKey(o => new { o.ProductId, o.SymptomId });
        builder.Property(o => o.ProductId).HasMaxLength(Lengths.Id);
        builder.Property(o => o.SymptomId).HasMaxLength(Lengths.Id);
        builder.Property(o => o.StructureId).HasMaxLength(Lengths.Id);
        builder.Property(o => o.Effect).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(o => o.Grade).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(o => o.Role).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(o => o.Version).IsConcurrencyToken();
    }
}
