using BackCare.App.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

internal sealed class ReviewMapping : IEntityTypeConfiguration<StoredReview>
{
    public void Configure(EntityTypeBuilder<StoredReview> builder)
    {
        builder.ToTable("Reviews");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).HasMaxLength(Lengths.Short);
        builder.Property(r => r.Topic).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(r => r.TopicKey).HasMaxLength(Lengths.Id);
        builder.Property(r => r.Title).HasMaxLength(ReviewRules.LongestTitle);
        builder.Property(r => r.Text).HasMaxLength(ReviewRules.LongestText);
        builder.Property(r => r.AuthorName).HasMaxLength(ReviewRules.LongestName);
        builder.Property(r => r.Language).HasMaxLength(Lengths.Currency);
        builder.Property(r => r.EditKeyHash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(r => r.VisitorId).HasMaxLength(Lengths.Short);
        builder.Property(r => r.OrderId).HasMaxLength(Lengths.Short);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(r => r.Reason).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(r => r.ReasonNote).HasMaxLength(ReviewRules.LongestNote);
        builder.Property(r => r.DecidedBy).HasMaxLength(Lengths.Id);
        builder.Property(r => r.Appeal).HasMaxLength(ReviewRules.LongestNote);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.Topic, r.TopicKey, r.State, r.SubmittedUtc });
        builder.HasIndex(r => new { r.State, r.SubmittedUtc });
        builder.HasIndex(r => r.VisitorId);
        builder.HasIndex(r => new { r.OrderId, r.TopicKey }).IsUnique();
    }
}

internal sealed class ReviewReportMapping : IEntityTypeConfiguration<ReviewReport>
{
    public void Configure(EntityTypeBuilder<ReviewReport> builder)
    {
        builder.ToTable("ReviewReports");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.ReviewId).HasMaxLength(Lengths.Short);
        builder.Property(r => r.Reason).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.HasOne<StoredReview>().WithMany().HasForeignKey(r => r.ReviewId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReviewEventMapping : IEntityTypeConfiguration<ReviewEvent>
{
    public void Configure(EntityTypeBuilder<ReviewEvent> builder)
    {
        builder.ToTable("ReviewEvents");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.ReviewId).HasMaxLength(Lengths.Short);
        builder.Property(e => e.Step).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(e => e.By).HasMaxLength(Lengths.Email);
        builder.Property(e => e.Reason).HasMaxLength(Lengths.Short);
        builder.HasOne<StoredReview>().WithMany().HasForeignKey(e => e.ReviewId).OnDelete(DeleteBehavior.Cascade);
    }
}
