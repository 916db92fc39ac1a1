#if MLNET
using BackCare.Ranking.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BackCare.Ranking.MLNet;

/// <summary>Training rows as ML.NET reads them: <c>Label</c>, <c>GroupId</c> (key, 1 …), <c>Weight</c> where there are weights,
/// <c>Features</c> with the feature names as slot names, imputed. Nothing is copied but one row at a time.</summary>
internal sealed class RankingDataView : IDataView
{
    public const string Label = "Label", Group = "GroupId", Weight = "Weight", Features = "Features";

    private readonly FeatureMatrix _features;
    private readonly TrainingRows _rows;
    private readonly IReadOnlyList<float> _imputation;
    private readonly CancellationToken _cancellation;

    /// <param name="features">Feature rows.</param>
    /// <param name="rows">Which of them come, with label, group and weight.</param>
    /// <param name="imputation">What stands for a missing value, a feature; empty when the data has none.</param>
    /// <param name="cancellation">Ends any pass over the rows with an <see cref="OperationCanceledException"/>.</param>
    public RankingDataView(FeatureMatrix features, TrainingRows rows, IReadOnlyList<float> imputation, CancellationToken cancellation = default)
    {
        (_features, _rows, _imputation, _cancellation) = (features, rows, imputation, cancellation);
        Schema = SchemaOf(features, rows);
    }

    /// <summary>Which row of the features comes at which position.</summary>
    public int[] Order => _rows.Row;

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public bool HasWeights => _rows.Weight.Length > 0;

    public long? GetRowCount() => _rows.Row.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(FeatureMatrix features, TrainingRows rows)
    {
        ReadOnlyMemory<char>[] names = [.. features.FeatureNames.Select(name => name.AsMemory())];
        DataViewSchema.Annotations.Builder slots = new();
        slots.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, features.Columns),
            (ref VBuffer<ReadOnlyMemory<char>> into) => names.CopyTo(Room(ref into, names.Length)));
        DataViewSchema.Builder schema = new();
        schema.AddColumn(Label, NumberDataViewType.Single);
        schema.AddColumn(Group, new KeyDataViewType(typeof(uint), Math.Max(rows.Groups, 1)));
        if (rows.Weight.Length > 0)
            schema.AddColumn(Weight, NumberDataViewType.Single);
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, features.Columns), slots.ToAnnotations());
        return schema.ToSchema();
    }

    /// <summary>The values of a dense vector, to be written.</summary>
    private static Span<T> Room<T>(ref VBuffer<T> into, int length)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref into, length);
        Span<T> values = editor.Values;
        into = editor.Commit();
        return values;
    }

    private sealed class Cursor(RankingDataView view, IEnumerable<DataViewSchema.Column> needed) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. needed.Select(column => column.Index)];
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        private int Row => view._rows.Row[_position];

        public override bool MoveNext()
        {
            view._cancellation.ThrowIfCancellationRequested();
            return ++_position < view._rows.Row.Length;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Name switch
            {
                Label => (ValueGetter<float>)((ref float value) => value = view._rows.Label[_position]),
                Weight => (ValueGetter<float>)((ref float value) => value = view._rows.Weight[_position]),
                Group => (ValueGetter<uint>)((ref uint value) => value = view._rows.Group[_position]),
                _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Fill(Room(ref value, view._features.Columns))),
            };
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column {column.Name} was asked for as {typeof(TValue)}.");
        }

        private void Fill(Span<float> row)
        {
            view._features.CopyRow(Row, row);
            if (view._imputation.Count == 0)
                return;
            for (int feature = 0; feature < row.Length; feature++)
            {
                if (float.IsNaN(row[feature]))
                    row[feature] = view._imputation[feature];
            }
        }
    }
}
#endif
