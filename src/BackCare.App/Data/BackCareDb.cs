using BackCare.App.Accounts;
using BackCare.App.Catalog.Import;
using BackCare.App.Desk;
using BackCare.App.Editing;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Learn.Experiments;
using BackCare.App.Orders;
using BackCare.App.Plans;
using BackCare.App.Privacy;
using BackCare.App.Reviews;
using BackCare.App.Rules;
using BackCare.Domain.Reviews;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BackCare.App.Data;

/// <summary>The shop's database; one sealed context and one migrations folder per provider.</summary>
/// <remarks>Money is stored as <c>long</c> minor units and time as UTC <see cref="DateTime"/>: SQLite cannot order decimals or offsets.</remarks>
public abstract class BackCareDb(DbContextOptions options, TimeProvider clock) : DbContext(options)
{
    public DbSet<KnowledgeEntry> Knowledge => Set<KnowledgeEntry>();

    public DbSet<StoredProduct> Products => Set<StoredProduct>();

    public DbSet<EvidenceOverride> EvidenceOverrides => Set<EvidenceOverride>();

    public DbSet<StoredVariant> Variants => Set<StoredVariant>();

    public DbSet<StoredPicture> Pictures => Set<StoredPicture>();

    public DbSet<StoredProductPicture> ProductPictures => Set<StoredProductPicture>();

    public DbSet<StoredRule> Rules => Set<StoredRule>();

    public DbSet<UnmetNeed> UnmetNeeds => Set<UnmetNeed>();

    public DbSet<CatalogVersion> CatalogVersions => Set<CatalogVersion>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<StoredSession> Sessions => Set<StoredSession>();

    public DbSet<SignInTry> SignInTries => Set<SignInTry>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<IdentityUserPasskey<string>> Passkeys => Set<IdentityUserPasskey<string>>();

    public DbSet<LinkedIdentity> LinkedIdentities => Set<LinkedIdentity>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<OwnerCode> OwnerCodes => Set<OwnerCode>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<StoredExperiment> Experiments => Set<StoredExperiment>();

    public DbSet<ExperimentTally> ExperimentTallies => Set<ExperimentTally>();

    public DbSet<StoredOrder> Orders => Set<StoredOrder>();

    public DbSet<StoredReview> Reviews => Set<StoredReview>();

    public DbSet<ReviewReport> ReviewReports => Set<ReviewReport>();

    public DbSet<ReviewEvent> ReviewEvents => Set<ReviewEvent>();

    public DbSet<StoredList> ServedLists => Set<StoredList>();

    public DbSet<StoredInteraction> Interactions => Set<StoredInteraction>();

    public DbSet<DailyCount> DailyCounts => Set<DailyCount>();

    public DbSet<HourlyOutcome> HourlyOutcomes => Set<HourlyOutcome>();

    public DbSet<ErasedList> ErasedLists => Set<ErasedList>();

    public DbSet<ErasedVisitor> ErasedVisitors => Set<ErasedVisitor>();

    public DbSet<PrivacyKey> PrivacyKeys => Set<PrivacyKey>();

    public DbSet<ShelfSnapshot> ShelfSnapshots => Set<ShelfSnapshot>();

    public DbSet<StatisticsCheckpoint> StatisticsCheckpoints => Set<StatisticsCheckpoint>();

    public DbSet<StoredLease> Leases => Set<StoredLease>();

    public DbSet<StoredTrainingRun> TrainingRuns => Set<StoredTrainingRun>();

    public DbSet<KeptPlan> KeptPlans => Set<KeptPlan>();

    public DbSet<StoredImport> Imports => Set<StoredImport>();

    public DbSet<ImportPart> ImportParts => Set<ImportPart>();

    public DbSet<StagedProduct> StagedProducts => Set<StagedProduct>();

    public DbSet<StagedVariant> StagedVariants => Set<StagedVariant>();

    public DbSet<ColumnChoice> ColumnChoices => Set<ColumnChoice>();

    public DbSet<StoredSuggestion> Suggestions => Set<StoredSuggestion>();

    public DbSet<StoredChange> Changes => Set<StoredChange>();

    public DbSet<StoredWrite> Writes => Set<StoredWrite>();
    public DbSet<StoredProposal> Proposals => Set<StoredProposal>();

    /// <summary>Collation for searching as people type; columns compare letter by letter otherwise, on every provider.</summary>
    internal string AnyCase => Database.IsSqlServer() ? Mapping.SqlServerTypes.AnyCase : "NOCASE";

    /// <summary>Saves; when knowledge or products changed, the catalog version moves in the same transaction.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseChangedAudit();
        if (!CountVersions())
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

        if (Database.CurrentTransaction is not null)
            return await SaveAndMoveAsync(acceptAllChangesOnSuccess, cancellationToken);
        int written = await this.SaveInTransactionAsync(() => SaveAndMoveAsync(false, cancellationToken), cancellationToken);
        if (acceptAllChangesOnSuccess)
            ChangeTracker.AcceptAllChanges();
        return written;
    }

    /// <summary>Every change goes through <see cref="SaveChangesAsync(bool, CancellationToken)"/>.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync: it moves the catalog version.");

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfiguration(new Mapping.KnowledgeMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ProposalMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ProductMapping());
        modelBuilder.ApplyConfiguration(new Mapping.EvidenceOverrideMapping());
        modelBuilder.ApplyConfiguration(new Mapping.VariantMapping());
        modelBuilder.ApplyConfiguration(new Mapping.PictureMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ProductPictureMapping());
        modelBuilder.ApplyConfiguration(new Mapping.RuleMapping());
        modelBuilder.ApplyConfiguration(new Mapping.UnmetNeedMapping());
        modelBuilder.ApplyConfiguration(new Mapping.CatalogVersionMapping());
        modelBuilder.ApplyConfiguration(new Mapping.KeptPlanMapping());
        modelBuilder.ApplyConfiguration(new Mapping.StoredLeaseMapping());
        modelBuilder.ApplyConfiguration(new Mapping.TrainingRunMapping());
        modelBuilder.ApplyConfiguration(new Mapping.AccountMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ApiKeyMapping());
        modelBuilder.ApplyConfiguration(new Mapping.SessionMapping());
        modelBuilder.ApplyConfiguration(new Mapping.SignInTryMapping());
        modelBuilder.ApplyConfiguration(new Mapping.RecoveryCodeMapping());
        modelBuilder.ApplyConfiguration(new Mapping.PasskeyMapping());
        modelBuilder.ApplyConfiguration(new Mapping.LinkedIdentityMapping());
        modelBuilder.ApplyConfiguration(new Mapping.OwnerCodeMapping());
        modelBuilder.ApplyConfiguration(new Mapping.AuditEntryMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ProtectionKeyMapping());
        modelBuilder.ApplyConfiguration(new Mapping.PrivacyKeyMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ChangeMapping());
        modelBuilder.ApplyConfiguration(new Mapping.WriteMapping());
        var imports = new Mapping.ImportMapping();
        modelBuilder.ApplyConfiguration<StoredImport>(imports);
        modelBuilder.ApplyConfiguration<ImportPart>(imports);
        modelBuilder.ApplyConfiguration<ColumnChoice>(imports);
        modelBuilder.ApplyConfiguration<StoredSuggestion>(imports);
        var staging = new Mapping.StagingMapping();
        modelBuilder.ApplyConfiguration<StagedProduct>(staging);
        modelBuilder.ApplyConfiguration<StagedVariant>(staging);
        var experiments = new Mapping.ExperimentMapping();
        modelBuilder.ApplyConfiguration<StoredExperiment>(experiments);
        modelBuilder.ApplyConfiguration<ExperimentTally>(experiments);
        MapJournal(modelBuilder);
        modelBuilder.ApplyConfiguration(new Mapping.OrderMapping());
        modelBuilder.ApplyConfiguration(new Mapping.OrderLineMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ReviewMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ReviewReportMapping());
        modelBuilder.ApplyConfiguration(new Mapping.ReviewEventMapping());
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<Mapping.UtcConverter>();
    }

    private static void MapJournal(ModelBuilder modelBuilder)
    {
        var journal = new Mapping.JournalMapping();
        modelBuilder.ApplyConfiguration<StoredList>(journal);
        modelBuilder.ApplyConfiguration<StoredInteraction>(journal);
        modelBuilder.ApplyConfiguration<RecordedEvent>(journal);
        modelBuilder.ApplyConfiguration<JournalHead>(journal);
        var surroundings = new Mapping.JournalSurroundingsMapping();
        modelBuilder.ApplyConfiguration<ShelfSnapshot>(surroundings);
        modelBuilder.ApplyConfiguration<SnapshotPart>(surroundings);
        modelBuilder.ApplyConfiguration<DailyCount>(surroundings);
        modelBuilder.ApplyConfiguration<HourlyOutcome>(surroundings);
        modelBuilder.ApplyConfiguration<ErasedList>(surroundings);
        modelBuilder.ApplyConfiguration<ErasedVisitor>(surroundings);
        modelBuilder.ApplyConfiguration<StatisticsCheckpoint>(surroundings);
    }

    /// <summary>Moves the catalog version for statements that change products without loading them; the caller's transaction holds both.</summary>
    internal async Task MoveCatalogVersionAsync(CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        await CatalogVersions.Where(v => v.Id == CatalogVersion.OnlyId)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.Number, v => v.Number + 1).SetProperty(v => v.MovedUtc, now), cancellationToken);
    }

    private async Task<int> SaveAndMoveAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        int written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await MoveCatalogVersionAsync(cancellationToken);
        return written;
    }

    private void RefuseChangedAudit()
    {
        if (ChangeTracker.Entries<AuditEntry>().Any(e => e.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("The audit trail is only ever added to.");
        if (ChangeTracker.Entries<StoredChange>().Any(e => e.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("The history of changes is only ever added to.");
    }

    /// <summary>Raises the version of every changed row; a new one begins at 1, and one that was there before where its history ends. True when anything that the shelf shows changed.</summary>
    private bool CountVersions()
    {
        bool changed = ChangeTracker.Entries<StoredReview>().Any(MovesARating);
        foreach (EntityEntry entry in ChangeTracker.Entries().Where(e =>
            e.Entity is IShelfRow && e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            changed = true;
            if (entry.State == EntityState.Deleted)
                continue;
            PropertyEntry version = entry.Property(nameof(IShelfRow.Version));
            version.CurrentValue = entry.State == EntityState.Added ? Math.Max(1L, (long)version.CurrentValue!) : (long)version.OriginalValue! + 1;
        }

        return changed;
    }

    // Stars stand on the shelf, since they are a model input.
    private static bool MovesARating(EntityEntry<StoredReview> review) => review.State is EntityState.Modified or EntityState.Deleted
        && (review.Property(r => r.State).OriginalValue == ReviewState.Approved || review.Entity.State == ReviewState.Approved);
}
