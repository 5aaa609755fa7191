package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BackplaneSecretTest {
    private static final String TEXT = "0123456789abcdef0123456789abcdef";

    private static byte[] check(BackplaneSecret secret, String purpose) {
        return secret.mac(purpose).doFinal(new byte[] {1});
    }

    @Test
    void secretOfLessThan32CharactersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackplaneSecret.of(TEXT.substring(1)))
                .withMessage("A secret must have at least 32 characters")
                .withMessageNotContaining(TEXT.substring(1));
        assertThat(BackplaneSecret.of(TEXT)).isNotNull();
    }

    @Test
    void secretIsNotShown() {
        BackplaneTrust trust = new BackplaneTrust(BackplaneSecret.of(TEXT), UnsignedMessages.REFUSE);

        assertThat(trust.toString()).contains("***").doesNotContain(TEXT);
    }

    @Test
    void eachPurposeAndEachSecretHasAKeyOfItsOwn() {
        BackplaneSecret secret = BackplaneSecret.of(TEXT);

        assertThat(check(secret, "a")).isEqualTo(check(BackplaneSecret.of(TEXT), "a"));
        assertThat(check(secret, "a")).isNotEqualTo(check(secret, "b"));
        assertThat(check(secret, "a")).isNotEqualTo(check(BackplaneSecret.of(TEXT + "0"), "a"));
        assertThat(check(BackplaneSecret.random(), "a")).isNotEqualTo(check(BackplaneSecret.random(), "a"));
    }

    @Test
    void nothingCanBeDemandedToBeSignedWithoutASecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackplaneTrust(null, UnsignedMessages.REFUSE))
                .withMessageContaining("hubplane.backplane.unsigned is refuse")
                .withMessageContaining("hubplane.backplane.secret");
    }

    @Test
    void nodesActForOneAnotherWithASecretOrWhenToldTo() {
        assertThat(BackplaneTrust.WITHOUT_SECRET.carriesCommands()).isFalse();
        assertThat(new BackplaneTrust(null, UnsignedMessages.ACCEPT).carriesCommands())
                .isTrue();
        assertThat(new BackplaneTrust(BackplaneSecret.of(TEXT), UnsignedMessages.DELIVER).carriesCommands())
                .isTrue();
    }
}
