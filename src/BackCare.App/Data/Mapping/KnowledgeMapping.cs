using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class KnowledgeMapping : IEntityTypeConfiguration<KnowledgeEntry>
{
    public void Configure(EntityTypeBuilder<KnowledgeEntry> builder)
    {
        builder.ToTable("Knowledge");
        builder.HasKey(k => new { k.Table, k.Key });
        builder.Property(k => k.Table).HasMaxLength(Lengths.Table);
        builder.Property(k => k.Key).HasMaxLength(Lengths.Id);
        builder.Property(k => k.SeedHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(k => k.Version).IsConcurrencyToken();
    }
}
