using BackCare.App.Knowledge.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class ProposalMapping : IEntityTypeConfiguration<StoredProposal>
{
    public void Configure(EntityTypeBuilder<StoredProposal> builder)
    {
        builder.ToTable("KnowledgeProposals");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).HasMaxLength(Lengths.Short);
        builder.Property(p => p.State).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(p => p.Reason).HasMaxLength(ProposalRules.LongestReason);
        builder.Property(p => p.DecisionReason).HasMaxLength(ProposalRules.LongestReason);
        builder.Property(p => p.CasesHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(p => p.KnowledgeHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(p => p.ProposedById).HasMaxLength(Lengths.Id);
        builder.Property(p => p.ProposedBy).HasMaxLength(Lengths.Email);
        builder.Property(p => p.DecidedById).HasMaxLength(Lengths.Id);
        builder.Property(p => p.DecidedBy).HasMaxLength(Lengths.Email);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.State, p.Id });
    }
}
