using BackCare.App.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class KeptPlanMapping : IEntityTypeConfiguration<KeptPlan>
{
    private const int HexDigits = 64;

    public void Configure(EntityTypeBuilder<KeptPlan> builder)
    {
        builder.ToTable("KeptPlans");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).HasMaxLength(HexDigits).IsUnicode(false);
        builder.Property(p => p.DeleteHash).HasMaxLength(HexDigits).IsUnicode(false);
        builder.Property(p => p.Plan);
        builder.Property(p => p.Language).HasMaxLength(Lengths.Short);
        builder.Property(p => p.ConsentVersion).HasMaxLength(Lengths.Short);
        builder.Property(p => p.VisitorId).HasMaxLength(Lengths.Pseudonym).IsUnicode(false);
        builder.HasIndex(p => p.ExpiresUtc);
        builder.HasIndex(p => p.VisitorId);
    }
}
