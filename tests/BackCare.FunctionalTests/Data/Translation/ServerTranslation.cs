#pragma warning disable EF1001 // EF has no public place that sees every query as it was written, values and all.
using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace BackCare.FunctionalTests.Data.Translation;

/// <summary>Every query that any test runs on SQLite is translated for SQL Server on the spot, updates and deletes too: one that has no translation fails the test that ran it.</summary>
/// <remarks>No server is needed. Once for each form of a query and method that asks it; the methods are kept for the test that asks for every query.</remarks>
internal static class ServerTranslation
{
    private static readonly ConcurrentDictionary<string, string> Sql = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<(string Place, string Shape), bool> Translated = new();

    private static readonly AsyncLocal<StrongBox<string?>?> Command = new();

    private static readonly DbContextOptions<SqlServerBackCareDb> Options = new DbContextOptionsBuilder<SqlServerBackCareDb>()
        .UseSqlServer("Server=none;Database=none").AddInterceptors(new NoServer()).Options;

    /// <summary>Methods whose queries were translated, with the SQL of the first.</summary>
    public static IReadOnlyDictionary<string, string> Seen => Sql;

    /// <summary>Makes a context watch its queries.</summary>
    public static void Watch(DbContextOptionsBuilder builder) => builder.ReplaceService<IQueryCompiler, WatchingCompiler>();

    /// <summary>The SQL that SQL Server would be sent for a query as it was written.</summary>
    /// <exception cref="InvalidOperationException">It has no translation.</exception>
    public static string Translate<TResult>(Expression query)
    {
        using var db = new SqlServerBackCareDb(Options, TimeProvider.System);
        var command = new StrongBox<string?>();
        Command.Value = command;
        try
        {
            IQueryProvider provider = ((IQueryable)db.Set<CatalogVersion>()).Provider;
            Drain(((IAsyncQueryProvider)provider).ExecuteAsync<TResult>(new Rerooted(db).Visit(query)));
        }
        catch (Exception) when (command.Value is not null)
        {
            // It was sent; what cannot be made of no rows at all is not asked here.
        }
        finally
        {
            Command.Value = null;
        }

        return command.Value ?? throw new InvalidOperationException("No statement was sent.");
    }

    private static void See<TResult>(Expression query)
    {
        // The text of an expression names its variables and not their values: one method may ask in several ways.
        if (PlaceOf(new StackTrace()) is not { } place || Translated.ContainsKey((place, query.ToString())))
            return;
        string sql = Translate<TResult>(query);
        Sql.TryAdd(place, sql);
        Translated[(place, query.ToString())] = true;
    }

    /// <summary>The method of the product that asks; null when a test does.</summary>
    private static string? PlaceOf(StackTrace trace) => trace.GetFrames().Select(f => f.GetMethod())
        .FirstOrDefault(m => m?.DeclaringType?.Assembly.GetName().Name is { } name && name.StartsWith("BackCare", StringComparison.Ordinal) && m.DeclaringType.Assembly != typeof(ServerTranslation).Assembly) is { } method
        ? $"{method.DeclaringType!.FullName}.{method.Name}"
        : null;

    private static void Drain<TResult>(TResult result)
    {
        if (result is Task task)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        Type rows = result!.GetType().GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        ((Task)typeof(ServerTranslation).GetMethod(nameof(ReadAsync), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(rows.GetGenericArguments()).Invoke(null, [result])!).GetAwaiter().GetResult();
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (T _ in rows)
        {
        }
    }

    private sealed class WatchingCompiler(
        IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, Microsoft.EntityFrameworkCore.Storage.IDatabase database,
        IDiagnosticsLogger<DbLoggerCategory.Query> log, ICurrentDbContext current, IEvaluatableExpressionFilter filter, Microsoft.EntityFrameworkCore.Metadata.IModel model)
        : QueryCompiler(contexts, cache, keys, database, log, current, filter, model)
    {
        public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
        {
            See<TResult>(query);
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        }
    }

    /// <summary>The same query on tables of another context.</summary>
    private sealed class Rerooted(BackCareDb db) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? ((IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(root.ElementType).Invoke(db, null)!).Expression
            : base.VisitExtension(node);

        // A query that stands in a variable of another is part of it.
        protected override Expression VisitMember(MemberExpression node) => typeof(IQueryable).IsAssignableFrom(node.Type) && !new Parameters().AreIn(node)
            ? Visit(((IQueryable)Expression.Lambda(node).Compile(preferInterpretation: true).DynamicInvoke()!).Expression)
            : base.VisitMember(node);
    }

    private sealed class Parameters : ExpressionVisitor
    {
        private bool found;

        public bool AreIn(Expression node)
        {
            Visit(node);
            return found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            found = true;
            return node;
        }
    }

    /// <summary>Stands where the server would: connections open and every statement finds nothing.</summary>
    private sealed class NoServer : DbCommandInterceptor, IDbConnectionInterceptor
    {
        public ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Command.Value!.Value ??= command.CommandText;
            return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(new DataTable().CreateDataReader()));
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Command.Value!.Value ??= command.CommandText;
            return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(0));
        }
    }
}
