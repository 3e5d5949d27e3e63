package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RotationTest extends OnEitherDatabase {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    RotationTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void both_secrets_are_good_until_the_grace_ends() {
        IssuedKey old = issued();

        IssuedKey rotated = keys.rotate(old.id(), HOUR);

        assertThat(rotated.id()).isEqualTo(old.id());
        assertThat(rotated.secret()).isNotEqualTo(old.secret()).contains("-" + old.id() + "-");
        assertThat(rotated.key().version()).isEqualTo(2);
        assertThat(rotated.key().redacted()).isEqualTo(KeyText.redacted(rotated.secret()));
        assertThat(keys.find(old.id())).hasValue(rotated.key());
        assertThat(holder(old.secret()).until()).isEqualTo(now.plus(HOUR));
        assertThat(holder(rotated.secret()).until()).isNull();
        assertThat(newest().key()).isEqualTo(old.id());
    }

    @Test
    void without_a_grace_only_the_new_secret_is_good() {
        IssuedKey first = issued();
        IssuedKey second = keys.rotate(first.id(), DAY);

        IssuedKey third = keys.rotate(first.id(), Duration.ZERO);

        assertThat(isGood(first)).isFalse();
        assertThat(isGood(second)).isFalse();
        assertThat(isGood(third)).isTrue();
    }

    @Test
    void a_later_rotation_shortens_a_grace_and_never_lengthens_it() {
        IssuedKey first = issued();
        IssuedKey second = keys.rotate(first.id(), HOUR);
        keys.rotate(first.id(), DAY);

        assertThat(holder(first.secret()).until()).isEqualTo(now.plus(HOUR));
        assertThat(holder(second.secret()).until()).isEqualTo(now.plus(DAY));

        keys.rotate(first.id(), Duration.ofMinutes(1));

        assertThat(holder(first.secret()).until()).isEqualTo(now.plus(Duration.ofMinutes(1)));
    }

    @Test
    void an_end_of_the_key_ends_its_secrets_whatever_their_grace() {
        Instant end = now.plus(HOUR);
        IssuedKey first = keys.issue("acme", new NewKey("ci", Terms.OPEN, end));

        IssuedKey second = keys.rotate(first.id(), DAY);

        assertThat(holder(first.secret()).end()).isEqualTo(end.toEpochMilli());
        assertThat(holder(second.secret()).end()).isEqualTo(end.toEpochMilli());
    }

    @Test
    void secrets_that_have_ended_go_with_the_next_rotation() {
        IssuedKey first = issued();
        keys.rotate(first.id(), HOUR);
        now = now.plus(HOUR);

        keys.rotate(first.id(), DAY);

        assertThat(found(first.secret()).holder()).isNull();
        assertThat(count("SELECT count(*) FROM secrets")).isEqualTo(2);
    }

    @Test
    void five_secrets_of_a_key_are_kept_and_the_oldest_goes() {
        List<IssuedKey> all = new ArrayList<>(List.of(issued()));
        IssuedKey another = issued();
        for (int i = 0; i < 6; i++) {
            all.add(keys.rotate(all.getFirst().id(), DAY));
        }

        assertThat(all.subList(0, 2)).noneMatch(this::isGood);
        assertThat(all.subList(2, 7)).allMatch(this::isGood);
        assertThat(isGood(another)).isTrue();
    }

    @Test
    void a_grace_is_not_negative() {
        String id = issued().id();

        assertThatThrownBy(() -> keys.rotate(id, Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
