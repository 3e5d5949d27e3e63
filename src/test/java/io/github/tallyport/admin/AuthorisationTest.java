package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import tools.jackson.databind.JsonNode;

/** Every endpoint, on both ports, with every kind of key: who is answered, and that nobody else is. */
class AuthorisationTest extends InOneOffice {
    private enum Credential {
        NONE,
        WRONG,
        EXPIRED,
        DISABLED,
        OF_A_DISABLED_TENANT,
        DELETED,
        ANOTHER_TENANTS,
        CLIENTS,
        ADMIN;

        boolean opens(Endpoint.Door door) {
            return switch (door) {
                case OPERATOR -> this == ADMIN;
                case CLIENT -> this == CLIENTS || this == ANOTHER_TENANTS;
                case OPERATORS_WITHOUT_KEY, CLIENTS_WITHOUT_KEY -> true;
            };
        }
    }

    private static final Map<Credential, String> SECRETS = new EnumMap<>(Credential.class);

    @BeforeAll
    static void start() {
        office.tenant("own", "");
        office.tenant("other", "");
        office.tenant("closed", "");
        SECRETS.put(Credential.CLIENTS, office.key("own", "").string("secret"));
        SECRETS.put(Credential.ANOTHER_TENANTS, office.key("other", "").string("secret"));
        SECRETS.put(Credential.OF_A_DISABLED_TENANT, office.key("closed", "").string("secret"));
        office.post(Office.TENANTS + "/closed/disable").is(200);
        Office.Answer expired = office.key("own", "");
        office.patch(Office.KEYS + "/" + expired.string("id"), "{\"expires_at\":\"2020-01-01T00:00:00Z\"}")
                .is(200);
        SECRETS.put(Credential.EXPIRED, expired.string("secret"));
        Office.Answer disabled = office.key("own", "");
        office.post(Office.KEYS + "/" + disabled.string("id") + "/disable").is(200);
        SECRETS.put(Credential.DISABLED, disabled.string("secret"));
        Office.Answer deleted = office.key("own", "");
        office.send("DELETE", Office.KEYS + "/" + deleted.string("id"), null).is(200);
        SECRETS.put(Credential.DELETED, deleted.string("secret"));
        SECRETS.put(Credential.WRONG, "sk-wrong");
        SECRETS.put(Credential.ADMIN, Office.KEY);
    }

    @Test
    void the_table_has_every_endpoint_there_is() {
        Set<String> there = new TreeSet<>();
        RoutePaths.of(office.routes()).forEach(path -> there.add("operators " + path));
        RoutePaths.of(office.gateway().bean(RouterFunction.class)).forEach(path -> there.add("clients " + path));
        JsonNode links = office.get("/actuator").is(200).json().required("_links");
        links.forEach(link ->
                there.add("operators " + link.required("href").stringValue().replaceFirst("^http://[^/]+", "")));
        assertThat(there)
                .contains("operators /admin/**", "operators /v1/organization/**")
                .anyMatch(path -> path.equals("clients " + RequestPredicates.all()));
        there.removeIf(path -> (path.startsWith("operators ") && path.endsWith("/**"))
                || path.equals("clients " + RequestPredicates.all()));

        Set<String> tabled = new TreeSet<>();
        Endpoint.ALL.forEach(one -> tabled.add((one.onManagementPort() ? "operators " : "clients ") + one.pattern()));
        assertThat(tabled).isEqualTo(there);
        assertThat(Endpoint.ALL.stream()
                        .filter(one -> one.door() == Endpoint.Door.OPERATOR)
                        .map(Endpoint::name))
                .containsExactlyInAnyOrderElementsOf(office.operations());
    }

    @Test
    void whoever_has_the_right_key_is_answered_and_nobody_else() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < Endpoint.ALL.size(); i++) {
            // an address of its own for each endpoint, since an address may be wrong only so often
            try (HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .localAddress(InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (i + 1)}))
                    .build()) {
                for (Credential credential : Credential.values()) {
                    for (boolean management : new boolean[] {true, false}) {
                        finding(client, Endpoint.ALL.get(i), credential, management)
                                .ifPresent(wrong::add);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> finding(
            HttpClient client, Endpoint endpoint, Credential credential, boolean management) throws Exception {
        int expected = management != endpoint.onManagementPort() ? 404 : credential.opens(endpoint.door()) ? 2 : 401;
        String path = expected == 2 ? office.prepared(endpoint.path()) : endpoint.path();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        management ? office.uri(path) : office.gateway().uri(path))
                .method(
                        endpoint.method(),
                        BodyPublishers.ofString(endpoint.body()
                                .replace("NEW", "new-" + credential.name().toLowerCase(Locale.ROOT))));
        if (!endpoint.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        String secret = SECRETS.get(credential);
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
        return status == expected || (expected == 2 && status / 100 == 2)
                ? Optional.empty()
                : Optional.of(endpoint.name() + " with " + credential
                        + (management ? " among operators: " : " among clients: ") + status);
    }
}
