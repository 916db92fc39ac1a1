using System.Diagnostics;

namespace BackCare.Web.Telemetry;

/// <summary>What is taken from a request about the trace that it belongs to: nothing from strangers, the bare trace id from a proxy of one's own. State and baggage are text of the caller and go no further.</summary>
/// <param name="trustsCallers">Take <c>traceparent</c>.</param>
internal sealed class OwnPropagation(bool trustsCallers) : DistributedContextPropagator
{
    private const string TraceParent = "traceparent";

    public override IReadOnlyCollection<string> Fields { get; } = [TraceParent];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity?.Id is { } id) setter?.Invoke(carrier, TraceParent, id);
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (trustsCallers) getter?.Invoke(carrier, TraceParent, out traceId, out _);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
