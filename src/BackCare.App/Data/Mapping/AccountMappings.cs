using BackCare.App.Accounts;
using Microsoft.AspNetCore.Identity;
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
        builder.Property(a => a.SecurityStamp).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.Property(a => a.ConcurrencyStamp).HasMaxLength(Lengths.Hash).IsUnicode(false).IsConcurrencyToken();
        builder.Property(a => a.Role).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(a => a.AuthenticatorSecret).HasMaxLength(Lengths.Sealed);
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
        builder.Property(k => k.Hash).HasMaxLength(Lengths.Hash).IsUnicode(false);
        builder.HasIndex(k => k.Hash).IsUnique();
        builder.Property(k => k.LastFour).HasMaxLength(4);
        builder.Property(k => k.CreatedBy).HasMaxLength(Lengths.Email);
        builder.Property(k => k.Scopes).HasMaxLength(Lengths.Sealed);
        builder.Property(k => k.PreviousHash).HasMaxLength(Lengths.Hash);
        builder.HasIndex(k => k.PreviousHash);
        builder.Ignore(k => k.Origins);
        builder.Ignore(k => k.Networks);
        builder.Ignore(k => k.ScopeNames);
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<StoredSession>
{
    public void Configure(EntityTypeBuilder<StoredSession> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasMaxLength(Lengths.Hash);
        builder.Property(s => s.AccountId).HasMaxLength(Lengths.Id);
        builder.Property(s => s.Stamp).HasMaxLength(Lengths.Hash);
        builder.Property(s => s.Factors).HasConversion<string>().HasMaxLength(Lengths.Short);
        builder.Property(s => s.Device).HasMaxLength(Lengths.Short);
        builder.HasIndex(s => s.AccountId);
        builder.HasIndex(s => s.BeganUtc);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignInTryMapping : IEntityTypeConfiguration<SignInTry>
{
    public void Configure(EntityTypeBuilder<SignInTry> builder)
    {
        builder.ToTable("SignInTries");
        builder.HasKey(t => t.Key);
        builder.Property(t => t.Key).HasMaxLength(Lengths.Hash);
        builder.Property(t => t.AccountId).HasMaxLength(Lengths.Id);
        builder.HasIndex(t => t.AccountId);
        builder.HasIndex(t => t.LastUtc);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(Lengths.Hash);
        builder.Property(c => c.AccountId).HasMaxLength(Lengths.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Passkeys in the form of Identity's store: what belongs to one lies in a JSON column.</summary>
internal sealed class PasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<string>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<string>> builder)
    {
        builder.ToTable("Passkeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(Lengths.Credential);
        builder.Property(p => p.UserId).HasMaxLength(Lengths.Id).IsRequired();
        builder.OwnsOne(p => p.Data).ToJson();
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LinkedIdentityMapping : IEntityTypeConfiguration<LinkedIdentity>
{
    public void Configure(EntityTypeBuilder<LinkedIdentity> builder)
    {
        builder.ToTable("LinkedIdentities");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).HasMaxLength(Lengths.Hash);
        builder.Property(l => l.AccountId).HasMaxLength(Lengths.Id);
        builder.Property(l => l.Issuer).HasMaxLength(Lengths.Sealed);
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OwnerCodeMapping : IEntityTypeConfiguration<OwnerCode>
{
    public void Configure(EntityTypeBuilder<OwnerCode> builder)
    {
        builder.ToTable("OwnerCodes");
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(Lengths.Hash).IsUnicode(false);
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
        builder.HasIndex(e => new { e.Target, e.Id });
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
