using BackCare.Benchmarks;
using BackCare.Benchmarks.Catalog;
using BackCare.Benchmarks.Events;
using BackCare.Benchmarks.Faults;
using BackCare.Benchmarks.Http;
using BackCare.Benchmarks.LearningLoop;
using BackCare.Benchmarks.LearningToRank;
using BackCare.Benchmarks.Recommend;
using BackCare.Benchmarks.Symptoms;
using BackCare.Benchmarks.Telemetry;

// One verb a benchmark, one file a verb; README.md has the command of each.
Arguments arguments = new(args);
return arguments.Verb switch
{
    "ltr-speed" => TrainingSpeed.Run(arguments),
    "ltr-speed-train" => TrainingSpeedChild.Run(arguments),
    "ltr-quality" => TrainingQuality.Run(arguments),
    "ltr-shapes" => TrainingShapes.Run(arguments),
    "ltr-trainers" => TrainerComparison.Run(arguments),
    "ltr-trainers-train" => TrainerComparisonChild.Run(arguments),
    "forest-scoring" => ForestScoring.Run(arguments),
    "recommend-speed" => RecommendSpeed.Run(arguments),
    "shelf" => await ShelfRebuild.RunAsync(arguments),
    "short-list" => ShortListRecall.Run(arguments),
    "http" => await HttpLoad.RunAsync(arguments),
    "load" => await LoadRun.RunAsync(arguments),
    "http-bare" => BareServer.Run(arguments),
    "cold-start" => await ColdStart.RunAsync(arguments),
    "loop-debias" => Debiasing.Run(arguments),
    "loop-curve" => LearningCurve.Run(arguments),
    "loop-offpolicy" => OffPolicyCheck.Run(arguments),
    "loop-gate" => GateCheck.Run(arguments),
    "loop-cost" => await LoopCost.RunAsync(arguments),
    "linker" => LinkerBenchmark.Run(arguments),
    "events" => await EventLoad.RunAsync(arguments),
    "faults" => await FaultRuns.RunAsync(arguments),
    "telemetry-cost" => await TelemetryCost.RunAsync(arguments),
    "import" => await ImportLoad.RunAsync(arguments),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/BackCare.Benchmarks -- <verb> [options]");
    Console.Error.WriteLine("Verbs: ltr-speed, ltr-quality, ltr-shapes, ltr-trainers, forest-scoring, recommend-speed, short-list, shelf, http, load, cold-start, linker, loop-debias, loop-curve, loop-offpolicy, loop-gate, loop-cost, events, faults, telemetry-cost, import. See tests/BackCare.Benchmarks/README.md.");
    return 2;
}
