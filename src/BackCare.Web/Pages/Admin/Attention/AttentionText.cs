namespace BackCare.Web.Pages.Admin.Attention;

/// <summary>The words of one check on the desk's first page.</summary>
/// <param name="Title">Follows the count.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Href">Where it is put right; null when its entries say where.</param>
/// <param name="Fix">What that link says.</param>
/// <param name="Fine">What is said when there is nothing.</param>
public sealed record AttentionText(string Title, string Why, string? Href, string Fix, string Fine)
{
    /// <summary>The words of a check; one that is not known is named by its code.</summary>
    /// <param name="check">Its code.</param>
    /// <param name="one">True for a count of 1.</param>
    public static AttentionText Of(string check, bool one) => check switch
    {
        "recommended_out_of_stock" => new(
            one ? "product is recommended and out of stock" : "products are recommended and out of stock", "Shoppers see it and cannot buy it. Restock it, or bury it by a rule.",
            "/admin/rules/new?effect=bury", "Make a rule", "Everything on lists can be bought."),
        "safety_proposals" => new(
            one ? "change of a safety rule waits for a second person" : "changes of safety rules wait for a second person", "Nothing of it is in force before somebody else approved it.",
            "/admin/knowledge/proposals", "Open the proposals", "No change of a safety rule waits."),
        "reviews_waiting" => new(
            one ? "text waits for a moderator" : "texts wait for a moderator", "Nothing is shown before somebody read it.", "/admin/reviews", "Open the queue", "No review or comment waits."),
        "conflicting_rules" => new(
            one ? "conflict between rules" : "conflicts between rules", "Rules work against each other, or do nothing.", "/admin/rules", "Open the rules", "No rule works against another."),
        "suggestions_waiting" => new(
            one ? "imported product waits for its place to be confirmed" : "imported products wait for their places to be confirmed",
            "A suggested category, evidence profile and body region count for nothing until somebody confirms them.", "/admin/imports/suggestions", "Confirm suggestions", "No suggestion of an import waits."),
        "drafts_without_evidence" => new(
            one ? "draft has no evidence profile" : "drafts have no evidence profile", "Published like this it would never be recommended. Choose its profile before it goes on sale.", null, "",
            "Every draft has an evidence profile."),
        "no_evidence" => new(
            one ? "product has no evidence" : "products have no evidence", "Nothing is known of it, so it is never recommended. Give it an evidence profile.", null, "", "Every product has evidence."),
        "no_picture" => new(
            one ? "product has no picture" : "products have no picture", "Shoppers see a drawing of the kind of product instead.", null, "", "Every product has a picture."),
        "claims" => new(
            one ? "product text promises too much" : "product texts promise too much", "The wording table says what to write instead.", null, "", "No product text promises too much."),
        "symptoms_without_product" => new(
            one ? "symptom has no product" : "symptoms have no product", "Shoppers with it get an honest nothing.", null, "", "Every symptom that products are sold for has one."),
        "found_nothing" => new(
            one ? "wish found nothing" : "wishes found nothing", "Told by what was understood, never by what was typed, and only from ten reports or searches on.", null, "",
            "Nothing that ten or more reports or searches asked for was missing."),
        _ => new(check, "", null, "", check),
    };
}
