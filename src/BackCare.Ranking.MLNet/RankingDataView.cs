#if MLNET
using BackCare.Ranking.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BackCare.Ranking.MLNet;

/// <summary>Graded groups as ML.NET reads them: <c>Label</c> (grade), <c>GroupId</c> (key, 1 …), <c>Weight</c> where there are weights,
/// <c>Features</c> with the feature names as slot names, imputed. Nothing is copied but one row at a time.</summary>
/// <remarks>Group keys follow each other in row order, so that no group is ever cut in two: ML.NET starts a group wherever the key changes.</remarks>
internal sealed class RankingDataView : IDataView
{
    public const string Label = "Label", Group = "GroupId", Weight = "Weight", Features = "Features";

    private readonly RankingData _data;
    private readonly int[] _order;
    private readonly uint[] _groupOfRow;
    private readonly IReadOnlyList<float> _imputation;
    private readonly CancellationToken _cancellation;

    /// <param name="data">The groups.</param>
    /// <param name="order">Each row number once, groups together: row <c>order[i]</c> comes <c>i</c>th.</param>
    /// <param name="imputation">What stands for a missing value, a feature; empty when the data has none.</param>
    /// <param name="cancellation">Ends any pass over the rows with an <see cref="OperationCanceledException"/>.</param>
    public RankingDataView(RankingData data, int[] order, IReadOnlyList<float> imputation, CancellationToken cancellation = default)
    {
        (_data, _order, _imputation, _cancellation) = (data, order, imputation, cancellation);
        _groupOfRow = new uint[data.Rows];
        for (int group = 0; group < data.Groups; group++)
            _groupOfRow.AsSpan(data.GroupStarts[group]..data.GroupStarts[group + 1]).Fill((uint)group + 1);
        Schema = SchemaOf(data);
    }

    /// <summary>Which row of the data comes at which position.</summary>
    public int[] Order => _order;

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public bool HasWeights => _data.Weights.Length > 0;

    public long? GetRowCount() => _data.Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(RankingData data)
    {
        int features = data.Features.Columns;
        ReadOnlyMemory<char>[] names = [.. data.Features.FeatureNames.Select(name => name.AsMemory())];
        DataViewSchema.Annotations.Builder slots = new();
        slots.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, features),
            (ref VBuffer<ReadOnlyMemory<char>> into) => names.CopyTo(Room(ref into, names.Length)));
        DataViewSchema.Builder schema = new();
        schema.AddColumn(Label, NumberDataViewType.Single);
        schema.AddColumn(Group, new KeyDataViewType(typeof(uint), Math.Max(data.Groups, 1)));
        if (data.Weights.Length > 0)
            schema.AddColumn(Weight, NumberDataViewType.Single);
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Single, features), slots.ToAnnotations());
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

        private int Row => view._order[_position];

        public override bool MoveNext()
        {
            view._cancellation.ThrowIfCancellationRequested();
            return ++_position < view._order.Length;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Name switch
            {
                Label => (ValueGetter<float>)((ref float value) => value = view._data.Grades[Row]),
                Weight => (ValueGetter<float>)((ref float value) => value = view._data.Weights[Row]),
                Group => (ValueGetter<uint>)((ref uint value) => value = view._groupOfRow[Row]),
                _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Fill(Room(ref value, view._data.Features.Columns))),
            };
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column {column.Name} was asked for as {typeof(TValue)}.");
        }

        private void Fill(Span<float> row)
        {
            view._data.Features.CopyRow(Row, row);
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
