using System.Globalization;

namespace BackCare.Ranking.Forest;

/// <summary>Reads one model file from top to bottom: header, trees, importances, parameters.</summary>
internal sealed class LightGbmReader(TextReader source)
{
    private static readonly HashSet<string> HeaderKeys = new(StringComparer.Ordinal)
    {
        "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx", "objective", "average_output",
        "feature_names", "monotone_constraints", "feature_infos", "tree_sizes",
    };

    private readonly ModelLines _lines = new(source);
    private readonly Dictionary<string, ModelField> _header = new(StringComparer.Ordinal);
    private string[] _names = [], _infos = [];

    public FlatForest Read()
    {
        ReadHeader();
        CheckKind();
        int[]? monotone = _header.TryGetValue("monotone_constraints", out ModelField field) ? [.. field.Integers(_names.Length)] : null;
        string objective = _header.TryGetValue("objective", out field) ? field.Value : "";
        if (ForestCheck.HeaderFault(_names, _infos, objective, monotone, null) is { } fault) throw _header[fault.Field].Refuse(fault.Reason);
        List<RegressionTree> trees = ReadTrees();
        ReadImportances();
        List<string> parameters = ReadParameters();
        return FlatForest.FromTrees(
            _names, _infos, trees, objective, _header.ContainsKey("average_output"), monotone, parameters, Needed("label_index").Integer());
    }

    private ModelField Needed(string key) =>
        _header.TryGetValue(key, out ModelField field) ? field : throw _lines.Refuse($"the lines before the first tree have no {key}=");

    private void ReadHeader()
    {
        if (_lines.Current != "tree")
        {
            string met = _lines.Current is null ? "nothing" : $"'{ModelField.Excerpt(_lines.Current)}'";
            throw _lines.Refuse($"a LightGBM text model starts with the line 'tree', not with {met}");
        }

        for (_lines.Advance(); _lines.Current is { Length: > 0 } line; _lines.Advance())
        {
            if (line.StartsWith("Tree=", StringComparison.Ordinal)) break;
            ModelField field = ModelField.Parse(line, _lines.Number);
            if (!HeaderKeys.Contains(field.Key)) throw _lines.Refuse($"the header line '{ModelField.Excerpt(line)}' is not known");
            if (!_header.TryAdd(field.Key, field)) throw field.Refuse("it is there twice");
        }
    }

    private void CheckKind()
    {
        ModelField version = Needed("version");
        if (version.Value != "v4") throw version.Refuse($"only v4 is read, not '{ModelField.Excerpt(version.Value)}'; save the model with LightGBM 4");
        foreach (string key in (string[])["num_class", "num_tree_per_iteration"])
        {
            if (Needed(key).Integer() != 1) throw Needed(key).Refuse("models of several classes are not read; a ranking model has 1");
        }

        ModelField last = Needed("max_feature_idx");
        int width = last.Integer();
        if (width is < 0 or int.MaxValue) throw last.Refuse("a model needs at least one feature");
        (_names, _infos) = (Needed("feature_names").Words(), Needed("feature_infos").Words());
        if (_names.Length != width + 1) throw Needed("feature_names").Refuse($"{width + 1} names are needed, {_names.Length} are there");
        if (_infos.Length != width + 1) throw Needed("feature_infos").Refuse($"{width + 1} entries are needed, {_infos.Length} are there");
        _ = Needed("label_index").Integer();
    }

    private List<RegressionTree> ReadTrees()
    {
        string[]? sizes = _header.TryGetValue("tree_sizes", out ModelField announced) ? announced.Words() : null;
        List<RegressionTree> trees = [];
        _lines.SkipBlank();
        while (_lines.Current != LightGbmText.EndOfTrees)
        {
            if (_lines.Current is null) throw _lines.Refuse($"the file ends before the line '{LightGbmText.EndOfTrees}'");
            int first = _lines.Number;
            long offset = _lines.Offset;
            if (_lines.Current != string.Create(CultureInfo.InvariantCulture, $"Tree={trees.Count}"))
                throw _lines.Refuse($"'Tree={trees.Count}' is expected, not '{ModelField.Excerpt(_lines.Current)}'");
            _lines.Advance();
            trees.Add(TreeText.Read(_lines, _names.Length));
            _lines.SkipBlank();
            string size = (_lines.Offset - offset).ToString(CultureInfo.InvariantCulture);
            if (sizes is not null && (trees.Count > sizes.Length || sizes[trees.Count - 1] != size))
                throw new ModelFormatException(first, $"tree {trees.Count - 1} has {size} bytes, which is not what tree_sizes says: the file is damaged or was edited");
        }

        if (sizes is not null && sizes.Length != trees.Count) throw announced.Refuse($"{sizes.Length} trees are announced, {trees.Count} are there");
        _lines.Advance();
        return trees;
    }

    /// <summary>The importances follow from the trees; here they only show that the file goes on as it should.</summary>
    private void ReadImportances()
    {
        _lines.SkipBlank();
        if (_lines.Current != LightGbmText.Importances) throw _lines.Refuse($"the line '{LightGbmText.Importances}' is expected");
        HashSet<string> names = new(_names, StringComparer.Ordinal);
        for (_lines.Advance(); _lines.Current is { Length: > 0 } line; _lines.Advance())
        {
            int equals = line.LastIndexOf('=');
            if (equals < 0 || !names.Contains(line[..equals]) || !ulong.TryParse(line.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw _lines.Refuse($"a feature and a whole number are expected, not '{ModelField.Excerpt(line)}'");
        }
    }

    private List<string> ReadParameters()
    {
        List<string> parameters = [];
        _lines.SkipBlank();
        if (_lines.Current == LightGbmText.ParametersHead)
        {
            ReadUpTo(LightGbmText.EndOfParameters, parameters);
            _lines.SkipBlank();
        }

        if (_lines.Current == "parser:") ReadUpTo("end of parser", []);
        for (_lines.SkipBlank(); _lines.Current is { } line; _lines.Advance())
        {
            if (line.Length > 0 && !line.StartsWith("pandas_categorical:", StringComparison.Ordinal))
                throw _lines.Refuse($"nothing is expected here, not '{ModelField.Excerpt(line)}'");
        }

        if (ForestCheck.HeaderFault(_names, _infos, "", null, parameters) is { } fault) throw _lines.Refuse($"{fault.Field}: {fault.Reason}");
        return parameters;
    }

    private void ReadUpTo(string end, List<string> kept)
    {
        for (_lines.Advance(); _lines.Current != end; _lines.Advance())
        {
            if (_lines.Current is null) throw _lines.Refuse($"the file ends before the line '{end}'");
            if (_lines.Current.Length > 0) kept.Add(_lines.Current);
        }

        _lines.Advance();
    }
}
