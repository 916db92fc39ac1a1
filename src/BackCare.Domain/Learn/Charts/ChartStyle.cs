namespace BackCare.Domain.Learn.Charts;

/// <summary>The style sheet of the charts: one palette for light and one for dark, chosen by the reader's system. Contrast of text is above 7:1, of marks above 3:1.</summary>
public static class ChartStyle
{
    /// <summary>CSS for a <c>style</c> element or file. Series differ in dash as well as in colour.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --chart-ink: #1b2128; --chart-muted: #4d5965; --chart-grid: #dde3e9; --chart-1: #0b63b8; --chart-2: #b8410a; --chart-3: #12743a; --chart-rest: #6b7783; }
        @media (prefers-color-scheme: dark) { :root { --chart-ink: #e8edf2; --chart-muted: #b3bec9; --chart-grid: #323c47; --chart-1: #72b6ff; --chart-2: #ff9f63; --chart-3: #67d595; --chart-rest: #95a2af; } }
        .chart { font: 12px system-ui, sans-serif; height: auto; max-width: 100%; }
        .chart text { fill: var(--chart-ink); font-variant-numeric: tabular-nums; }
        .chart .note { fill: var(--chart-muted); }
        .chart .grid { stroke: var(--chart-grid); }
        .chart .zero { stroke: var(--chart-muted); }
        .chart .mark { stroke: var(--chart-muted); stroke-dasharray: 2 3; }
        .chart path { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .chart .s1 { stroke: var(--chart-1); } .chart .s2 { stroke: var(--chart-2); stroke-dasharray: 7 3; } .chart .s3 { stroke: var(--chart-3); stroke-dasharray: 2 3; }
        .chart .s4 { stroke: var(--chart-rest); stroke-dasharray: 9 3 2 3; } .chart .key { stroke-width: 2; }
        .chart .solid { stroke-dasharray: none; }
        .chart .bar { fill: var(--chart-1); } .chart .bar.b2 { fill: var(--chart-2); } .chart .bar.b3 { fill: var(--chart-3); }
        .chart .whisker { stroke: var(--chart-rest); stroke-width: 2; } .chart .whisker.own { stroke: var(--chart-1); }
        .chart .dot { fill: var(--chart-rest); } .chart .dot.own { fill: var(--chart-1); }
        .chart .point { fill: var(--chart-1); fill-opacity: .35; }
        """;
}
