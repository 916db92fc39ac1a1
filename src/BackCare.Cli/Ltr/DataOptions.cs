using System.CommandLine;
using BackCare.Ranking.Data;

namespace BackCare.Cli.Ltr;

/// <summary>The options that name graded rows: data, group sizes, row weights.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> data, query;
    private readonly Option<string>? weights;

    /// <param name="prefix">Empty for <c>--data, --query, --weights</c>; <c>valid</c> for <c>--valid, --valid-query</c>.</param>
    /// <param name="required">Whether the data must be given.</param>
    /// <param name="weighted">Whether rows may have weights.</param>
    public DataOptions(string prefix = "", bool required = true, bool weighted = false)
    {
        bool plain = prefix.Length == 0;
        data = new(plain ? "--data" : $"--{prefix}")
        {
            Required = required,
            HelpName = "file.svm",
            Description = plain ? "Graded rows, LibSVM/LETOR: grade [qid:id] index:value …; an absent entry is 0." : "Graded rows to measure and stop by, as --data.",
        };
        query = new(plain ? "--query" : $"--{prefix}-query") { HelpName = "file.query", Description = "Group sizes, one a line; not needed when rows carry qid:." };
        if (weighted)
            weights = new("--weights") { HelpName = "file.weight", Description = "Row weights, one a line, such as inverse propensities." };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(query);
        if (weights is not null)
            command.Options.Add(weights);
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is null && result.GetResult(query) is not null)
                result.AddError($"{query.Name} needs {data.Name}.");
        });
    }

    /// <summary>The paths given, or null when the data option was left out.</summary>
    public GradedFiles? Files(ParseResult parsed) => parsed.GetValue(data) is { } path
        ? new GradedFiles(path, parsed.GetValue(query), weights is null ? null : parsed.GetValue(weights))
        : null;
}

/// <summary>Where graded rows stand.</summary>
/// <param name="Data">LibSVM/LETOR rows.</param>
/// <param name="Query">Group sizes; null when rows carry <c>qid:</c>.</param>
/// <param name="Weights">Row weights; null for none.</param>
internal sealed record GradedFiles(string Data, string? Query, string? Weights)
{
    /// <summary>Reads the rows, with at least <paramref name="columns"/> columns; a damaged line is refused with file, line, value and remedy.</summary>
    public RankingData Load(int columns = 0)
    {
        using StreamReader rows = InputFile.Open(Data);
        using StreamReader? groups = Query is null ? null : InputFile.Open(Query);
        using StreamReader? rowWeights = Weights is null ? null : InputFile.Open(Weights);
        if (LibSvmReader.TryRead(rows, groups, rowWeights, columns, out RankingData? read, out DataFault? fault))
            return read;
        string file = fault.Source switch { "query" => Query!, "weight" => Weights!, _ => Data };
        throw new RefusedException($"{file}: {fault}");
    }

    /// <summary>As <see cref="Load"/>, fitted to exactly <paramref name="columns"/>; says so when something is cut.</summary>
    public RankingData LoadFor(int columns, TextWriter error)
    {
        RankingData read = Load(columns);
        return read.Features.Columns == columns
            ? read
            : new RankingData(Columns.Fitted(read.Features, columns, Data, error), read.Grades, read.GroupStarts, read.Weights);
    }
}
