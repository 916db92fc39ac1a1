using BackCare.App.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class RuleMapping : IEntityTypeConfiguration<StoredRule>
{
    public void Configure(EntityTypeBuilder<StoredRule> builder)
    {
        builder.ToTable("Rules");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).HasMaxLength(Lengths.Short);
        builder.Property(r => r.Effect).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(r => r.Description).HasMaxLength(RuleForm.LongestDescription);
        builder.Property(r => r.ChangedBy).HasMaxLength(Lengths.Email);
        builder.Property(r => r.Version).IsConcurrencyToken();
    }
}
