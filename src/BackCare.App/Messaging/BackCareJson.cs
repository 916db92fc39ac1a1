using System.Text.Json.Serialization;
using BackCare.App.Catalog;
using BackCare.App.Editing;
using BackCare.App.Events;
using BackCare.App.Learn;
using BackCare.App.Learn.Experiments;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.App.Reviews;
using BackCare.App.Serving;
using BackCare.App.Symptoms;

namespace BackCare.App.Messaging;

/// <summary>The JSON of the API and of the command line: camelCase names, unknown fields refused, nothing read by reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GetRecommendations.Query), TypeInfoPropertyName = "RecommendationsQuery")]
[JsonSerializable(typeof(GetRecommendations.Response), TypeInfoPropertyName = "RecommendationsResponse")]
[JsonSerializable(typeof(RankCandidates.Query), TypeInfoPropertyName = "RankQuery")]
[JsonSerializable(typeof(RankCandidates.Response), TypeInfoPropertyName = "RankResponse")]
[JsonSerializable(typeof(GetComplements.Query), TypeInfoPropertyName = "ComplementsQuery")]
[JsonSerializable(typeof(GetComplements.Response), TypeInfoPropertyName = "ComplementsResponse")]
[JsonSerializable(typeof(GetSimilar.Query), TypeInfoPropertyName = "SimilarQuery")]
[JsonSerializable(typeof(GetSimilar.Response), TypeInfoPropertyName = "SimilarResponse")]
[JsonSerializable(typeof(GetTrending.Query), TypeInfoPropertyName = "TrendingQuery")]
[JsonSerializable(typeof(GetTrending.Response), TypeInfoPropertyName = "TrendingResponse")]
[JsonSerializable(typeof(ReplayRecommendation.Response), TypeInfoPropertyName = "ReplayResponse")]
[JsonSerializable(typeof(ContinueInterview.Query), TypeInfoPropertyName = "InterviewQuery")]
[JsonSerializable(typeof(ContinueInterview.Response), TypeInfoPropertyName = "InterviewResponse")]
[JsonSerializable(typeof(GetSymptoms.Query), TypeInfoPropertyName = "SymptomsQuery")]
[JsonSerializable(typeof(GetSymptoms.Response), TypeInfoPropertyName = "SymptomsResponse")]
[JsonSerializable(typeof(GetSymptoms.Item), TypeInfoPropertyName = "SymptomItem")]
[JsonSerializable(typeof(IReadOnlyList<GetSymptoms.Item>), TypeInfoPropertyName = "SymptomItems")]
[JsonSerializable(typeof(GetProducts.Query), TypeInfoPropertyName = "ProductsQuery")]
[JsonSerializable(typeof(GetProducts.Response), TypeInfoPropertyName = "ProductsResponse")]
[JsonSerializable(typeof(GetProducts.Item), TypeInfoPropertyName = "ProductItem")]
[JsonSerializable(typeof(IReadOnlyList<GetProducts.Item>), TypeInfoPropertyName = "ProductItems")]
[JsonSerializable(typeof(ReportOrder.Command), TypeInfoPropertyName = "ReportOrderCommand")]
[JsonSerializable(typeof(ReportOrder.Item), TypeInfoPropertyName = "ReportOrderItem")]
[JsonSerializable(typeof(IReadOnlyList<ReportOrder.Item>), TypeInfoPropertyName = "ReportOrderItems")]
[JsonSerializable(typeof(ReportOrder.Response), TypeInfoPropertyName = "ReportOrderResponse")]
[JsonSerializable(typeof(GetReviews.Query), TypeInfoPropertyName = "ReviewsQuery")]
[JsonSerializable(typeof(GetReviews.Response), TypeInfoPropertyName = "ReviewsResponse")]
[JsonSerializable(typeof(GetReviews.Item), TypeInfoPropertyName = "ReviewItem")]
[JsonSerializable(typeof(IReadOnlyList<GetReviews.Item>), TypeInfoPropertyName = "ReviewItems")]
[JsonSerializable(typeof(WriteReview.Command), TypeInfoPropertyName = "WriteReviewCommand")]
[JsonSerializable(typeof(WriteReview.Response), TypeInfoPropertyName = "WriteReviewResponse")]
[JsonSerializable(typeof(ChangeReview.Command), TypeInfoPropertyName = "ChangeReviewCommand")]
[JsonSerializable(typeof(ChangeReview.Response), TypeInfoPropertyName = "ChangeReviewResponse")]
[JsonSerializable(typeof(ReportReview.Command), TypeInfoPropertyName = "ReportReviewCommand")]
[JsonSerializable(typeof(ReportReview.Response), TypeInfoPropertyName = "ReportReviewResponse")]
[JsonSerializable(typeof(SearchProducts.Query), TypeInfoPropertyName = "SearchQuery")]
[JsonSerializable(typeof(SearchProducts.Response), TypeInfoPropertyName = "SearchResponse")]
[JsonSerializable(typeof(GetProduct.Query), TypeInfoPropertyName = "ProductQuery")]
[JsonSerializable(typeof(GetProduct.Response), TypeInfoPropertyName = "ProductResponse")]
[JsonSerializable(typeof(GetModels.Response), TypeInfoPropertyName = "ModelsResponse")]
[JsonSerializable(typeof(GetModels.Item), TypeInfoPropertyName = "ModelItem")]
[JsonSerializable(typeof(IReadOnlyList<GetModels.Item>), TypeInfoPropertyName = "ModelItems")]
[JsonSerializable(typeof(GetModel.Response), TypeInfoPropertyName = "ModelResponse")]
[JsonSerializable(typeof(ImportModel.Response), TypeInfoPropertyName = "ImportResponse")]
[JsonSerializable(typeof(PromoteModel.Response), TypeInfoPropertyName = "PromoteResponse")]
[JsonSerializable(typeof(RollBackModel.Response), TypeInfoPropertyName = "RollBackResponse")]
[JsonSerializable(typeof(VerifyModels.Response), TypeInfoPropertyName = "VerifyResponse")]
[JsonSerializable(typeof(VerifyModels.Item), TypeInfoPropertyName = "VerifyItem")]
[JsonSerializable(typeof(IReadOnlyList<VerifyModels.Item>), TypeInfoPropertyName = "VerifyItems")]
[JsonSerializable(typeof(TrainModel.Order), TypeInfoPropertyName = "TrainingOrderBody")]
[JsonSerializable(typeof(TrainModel.Response), TypeInfoPropertyName = "TrainModelResponse")]
[JsonSerializable(typeof(TrainingResult), TypeInfoPropertyName = "TrainingResult")]
[JsonSerializable(typeof(CompareModels.Response), TypeInfoPropertyName = "CompareModelsResponse")]
[JsonSerializable(typeof(ValidateTrainingData.Query), TypeInfoPropertyName = "ValidateTrainingDataQuery")]
[JsonSerializable(typeof(ValidateTrainingData.Response), TypeInfoPropertyName = "ValidateTrainingDataResponse")]
[JsonSerializable(typeof(BuildTrainingSet.Query), TypeInfoPropertyName = "BuildTrainingSetQuery")]
[JsonSerializable(typeof(GetTrainingRuns.Query), TypeInfoPropertyName = "TrainingRunsQuery")]
[JsonSerializable(typeof(GetTrainingRuns.Response), TypeInfoPropertyName = "TrainingRunsResponse")]
[JsonSerializable(typeof(GetTrainingRun.Response), TypeInfoPropertyName = "TrainingRunResponse")]
[JsonSerializable(typeof(CancelTraining.Response), TypeInfoPropertyName = "CancelTrainingResponse")]
[JsonSerializable(typeof(TrainingRun), TypeInfoPropertyName = "TrainingRun")]
[JsonSerializable(typeof(IReadOnlyList<TrainingRun>), TypeInfoPropertyName = "TrainingRuns")]
[JsonSerializable(typeof(DataCheckResult), TypeInfoPropertyName = "DataCheckResult")]
[JsonSerializable(typeof(IReadOnlyList<DataCheckResult>), TypeInfoPropertyName = "DataCheckResults")]
[JsonSerializable(typeof(GetHistory.Response), TypeInfoPropertyName = "HistoryResponse")]
[JsonSerializable(typeof(EventForm))]
[JsonSerializable(typeof(RecordEvents.Body), TypeInfoPropertyName = "EventsBody")]
[JsonSerializable(typeof(RecordEvents.Response), TypeInfoPropertyName = "EventsResponse")]
[JsonSerializable(typeof(IReadOnlyList<RecordEvents.RejectedEvent>), TypeInfoPropertyName = "RejectedEvents")]
[JsonSerializable(typeof(IReadOnlyList<RecordEvents.LeftOutItem>), TypeInfoPropertyName = "LeftOutItems")]
[JsonSerializable(typeof(JournalStats))]
[JsonSerializable(typeof(ExportMine.Response), TypeInfoPropertyName = "ExportResponse")]
[JsonSerializable(typeof(EraseMine.Response), TypeInfoPropertyName = "EraseResponse")]
[JsonSerializable(typeof(StartExperiment.Command), TypeInfoPropertyName = "StartExperimentCommand")]
[JsonSerializable(typeof(StopExperiment.Body), TypeInfoPropertyName = "StopExperimentBody")]
[JsonSerializable(typeof(GetExperiments.Query), TypeInfoPropertyName = "ExperimentsQuery")]
[JsonSerializable(typeof(GetExperiments.Response), TypeInfoPropertyName = "ExperimentsResponse")]
[JsonSerializable(typeof(GetExperiment.Query), TypeInfoPropertyName = "ExperimentQuery")]
[JsonSerializable(typeof(GetExperiment.Response), TypeInfoPropertyName = "ExperimentResponse")]
[JsonSerializable(typeof(ExperimentPart))]
[JsonSerializable(typeof(IReadOnlyList<ExperimentPart>), TypeInfoPropertyName = "ExperimentParts")]
public sealed partial class BackCareJson : JsonSerializerContext;
