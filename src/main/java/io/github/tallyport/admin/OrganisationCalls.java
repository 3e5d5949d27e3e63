package io.github.tallyport.admin;

import io.github.tallyport.books.BucketQuery.Width;
import io.github.tallyport.books.Grouping;
import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of OpenAI's organisations, for tools that were made for them: a tenant is a project, a model a line item. What
 * OpenAI counts and nobody counts here is 0 or null; parameters about that are refused.
 */
final class OrganisationCalls {
    static final String BASE = "/v1/organization";
    static final String PAGE = "page";
    static final String BUCKET = "bucket";

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<CompletionsPage> COMPLETIONS = RecordShape.of(CompletionsPage.class, LOOKUP);
    private static final RecordShape<CostsPage> COSTS = RecordShape.of(CostsPage.class, LOOKUP);

    private static final Buckets.Cut DAYS_OF_USAGE = new Buckets.Cut(Width.DAY, 7, 31);
    private static final Map<String, Buckets.Cut> CUTS_OF_USAGE = ordered(
            "1m",
            new Buckets.Cut(Width.MINUTE, 60, 1440),
            "1h",
            new Buckets.Cut(Width.HOUR, 24, 168),
            "1d",
            DAYS_OF_USAGE);
    private static final Buckets.Cut DAYS_OF_COSTS = new Buckets.Cut(Width.DAY, 7, 180);
    private static final Map<String, Buckets.Cut> CUTS_OF_COSTS = Map.of("1d", DAYS_OF_COSTS);
    private static final Map<String, Grouping> NAMES_OF_USAGE =
            ordered("project_id", Grouping.TENANT, "api_key_id", Grouping.KEY, "model", Grouping.MODEL);
    private static final Map<String, Grouping> NAMES_OF_COSTS =
            ordered("project_id", Grouping.TENANT, "api_key_id", Grouping.KEY, "line_item", Grouping.MODEL);

    private static final Query PROJECTS = new Query("project_ids", "array", "Only of the tenants with these ids");
    private static final Query KEYS = new Query("api_key_ids", "array", "Only with the keys of these ids");
    private static final Query MODELS = new Query("models", "array", "Only for the models of these ids");
    private static final Query LINE_ITEMS = new Query("line_items", "array", "Only for the models of these ids");
    private static final Query USAGE_WIDTH =
            new Query("bucket_width", "string", "1m, 1h or 1d; 1d when it is not said");
    private static final Query COSTS_WIDTH = new Query("bucket_width", "string", "1d and nothing else");
    private static final Query USAGE_GROUP_BY =
            new Query("group_by", "array", "Any of project_id, api_key_id and model");
    private static final Query COSTS_GROUP_BY =
            new Query("group_by", "array", "Any of project_id, api_key_id and line_item");
    private static final Query USAGE_LIMIT = new Query(
            "limit",
            "integer",
            "How many buckets: of minutes 1 to 1440 and 60 when it is not said, of hours 1 to 168 and 24, of days 1 to 31"
                    + " and 7");
    private static final Query COSTS_LIMIT =
            Query.limit(DAYS_OF_COSTS.usual(), DAYS_OF_COSTS.most(), "How many buckets");

    private final Reports reports;
    private final InstantSource clock;

    OrganisationCalls(Reports reports, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
    }

    private static <T> Map<String, T> ordered(String one, T first, String two, T second, String three, T third) {
        Map<String, T> map = new LinkedHashMap<>();
        map.put(one, first);
        map.put(two, second);
        map.put(three, third);
        return map;
    }

    List<Operation> operations() {
        return List.of(
                Operation.at(
                                BASE + "/usage/completions",
                                "Tokens in stretches of time, as OpenAI reports them",
                                COMPLETIONS,
                                this::completions)
                        .with(List.of(
                                Buckets.START,
                                Buckets.END,
                                USAGE_WIDTH,
                                PROJECTS,
                                KEYS,
                                MODELS,
                                USAGE_GROUP_BY,
                                USAGE_LIMIT,
                                Buckets.PAGE)),
                Operation.at(BASE + "/costs", "Costs by days of UTC, as OpenAI reports them", COSTS, this::costs)
                        .with(List.of(
                                Buckets.START,
                                Buckets.END,
                                COSTS_WIDTH,
                                PROJECTS,
                                KEYS,
                                LINE_ITEMS,
                                COSTS_GROUP_BY,
                                COSTS_LIMIT,
                                Buckets.PAGE)));
    }

    private Reply completions(Call call) {
        Buckets.Cut cut = call.given().word(USAGE_WIDTH, CUTS_OF_USAGE, DAYS_OF_USAGE);
        return Reply.of(CompletionsPage.of(read(call.given(), cut, USAGE_GROUP_BY, NAMES_OF_USAGE, MODELS)));
    }

    private Reply costs(Call call) {
        Buckets.Cut cut = call.given().word(COSTS_WIDTH, CUTS_OF_COSTS, DAYS_OF_COSTS);
        return Reply.of(CostsPage.of(read(call.given(), cut, COSTS_GROUP_BY, NAMES_OF_COSTS, LINE_ITEMS)));
    }

    private Buckets read(Given given, Buckets.Cut cut, Query groupBy, Map<String, Grouping> names, Query models) {
        Reach reach = new Reach(given.words(PROJECTS), given.words(KEYS), given.words(models));
        return Buckets.read(reports, given, cut, given.words(groupBy, names), reach, clock.instant());
    }
}
