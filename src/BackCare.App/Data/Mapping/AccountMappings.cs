using BackCare.App.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackCare.App.Data.Mapping;

/// <summary>The columns of Identity's user that accounts use; the rest is not stored.</summary>
internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).HasMaxLength(Lengths.Id);
        builder.Property(a => a.UserName).HasMaxLength(Lengths.Email);
        builder.Property(a => a.NormalizedUserName).HasMaxLength(Lengths.Email);
        builder.HasIndex(a => a.NormalizedUserName).IsUnique();
        builder.Property(a => a.Email).HasMaxLength(Lengths.Email);
        builder.Property(a => a.NormalizedEmail).HasMaxLength(Lengths.Email);
        builder.HasIndex(a => a.NormalizedEmail).IsUnique();
        builder.Property(a => a.PasswordHash).HasMaxLength(Lengths.Name);
        builder.Property(a => a.SecurityStamp).HasMaxLength(Lengths.Hash);
        builder.Property(a => a.ConcurrencyStamp).HasMaxLength(Lengths.Hash).IsConcurrencyToken();
        builder.Property(a => a.Role).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Ignore(a => a.PhoneNumber);
        builder.Ignore(a => a.PhoneNumberConfirmed);
        builder.Ignore(a => a.TwoFactorEnabled);
        builder.Ignore(a => a.EmailConfirmed);
    }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasMaxLength(Lengths.Id);
        builder.Property(k => k.Name).HasMaxLength(Lengths.Name);
        builder.Property(k => k.Scope).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(k => k.Hash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(k => k.Hash).IsUnique();
        builder.Property(k => k.LastFour).HasMaxLength(4);
        builder.Property(k => k.CreatedBy).HasMaxLength(Lengths.Email);
        builder.Ignore(k => k.Origins);
    }
}

internal sealed class OwnerCodeMapping : IEntityTypeConfiguration<OwnerCode>
{
    public void Configure(EntityTypeBuilder<OwnerCode> builder)
    {
        builder.ToTable("OwnerCodes");
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(Lengths.Hash);
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.ActorId).HasMaxLength(Lengths.Id);
        builder.Property(e => e.ActorName).HasMaxLength(Lengths.Email);
        builder.Property(e => e.Action).HasMaxLength(Lengths.Short);
        builder.Property(e => e.Target).HasMaxLength(Lengths.Name);
        builder.Property(e => e.Detail).HasMaxLength(AuditTrail.LongestDetail);
        builder.Property(e => e.Result).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(e => e.RequestId).HasMaxLength(Lengths.Hash);
        builder.HasIndex(e => e.AtUtc);
        builder.HasIndex(e => e.RequestId);
    }
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.HasKey(k => k.Name);
        builder.Property(k => k.Name).HasMaxLength(Lengths.Name);
    }
}
