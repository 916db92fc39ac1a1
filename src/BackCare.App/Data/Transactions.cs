using System.Data;
using System.Data.Common;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Data;

/// <summary>A database went away while a transaction was being committed: nobody knows whether it was.</summary>
/// <remarks>Never tried again on its own, since that could do the work twice.</remarks>
public sealed class CommitUnknownException(Exception inner)
    : DbException("The database went away while the change was being saved, so it is not known whether it was. Look whether it is there before you try again.", inner);

/// <summary>Work in a transaction of its own, done again from its beginning when the database broke it off for a passing reason.</summary>
/// <remarks>Every transaction of a context is begun here: EF refuses one that its retries do not know of (docs/decisions/0101-retries.md). Work may run more than once:
/// what it changes it loads itself, and when it fails it leaves nothing behind outside of the database.</remarks>
internal static class Transactions
{
    /// <summary>Does work in a transaction and commits it.</summary>
    public static Task<T> InTransactionAsync<T>(
        this BackCareDb db, Func<Task<T>> work, CancellationToken cancellationToken, IsolationLevel isolation = IsolationLevel.Unspecified) =>
        RunAsync(db, work, static _ => true, isolation, forgets: true, cancellationToken);

    /// <summary>Does work in a transaction and commits it, unless its answer is a refusal: then nothing is saved.</summary>
    public static Task<Answer<T>> InTransactionAsync<T>(
        this BackCareDb db, Func<Task<Answer<T>>> work, CancellationToken cancellationToken, IsolationLevel isolation = IsolationLevel.Unspecified)
        where T : notnull => RunAsync(db, work, static answer => answer.Refusal is null, isolation, forgets: true, cancellationToken);

    /// <summary>Saves what the context tracks already, in a transaction; <paramref name="save"/> must not accept it, so that a second try saves it again.</summary>
    public static Task<int> SaveInTransactionAsync(this BackCareDb db, Func<Task<int>> save, CancellationToken cancellationToken) =>
        RunAsync(db, save, static _ => true, IsolationLevel.Unspecified, forgets: false, cancellationToken);

    private static Task<T> RunAsync<T>(
        BackCareDb db, Func<Task<T>> work, Func<T, bool> isToBeSaved, IsolationLevel isolation, bool forgets, CancellationToken cancellationToken)
    {
        bool again = false;
        return db.Database.CreateExecutionStrategy().ExecuteAsync(
            async stop =>
            {
                if (again && forgets)
                    db.ChangeTracker.Clear();
                again = true;
                await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(isolation, stop);
                T done = await work();
                if (isToBeSaved(done))
                    await CommitAsync(db, transaction, stop);
                return done;
            },
            cancellationToken);
    }

    private static async Task CommitAsync(BackCareDb db, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbException fault) when (!db.Database.IsSqlite())
        {
            throw new CommitUnknownException(fault);
        }
    }
}
