package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatedTextsTest {
    private final RepeatedTexts texts = new RepeatedTexts();

    /** A copy of the same text, as each request has its own. */
    private static String copy(String text) {
        return String.valueOf(text.toCharArray());
    }

    @Test
    void requestsShareTheNamesOfTheirHeaders() {
        assertThat(texts.name(copy("X-Tenant"))).isEqualTo("x-tenant").isSameAs(texts.name(copy("x-tenant")));
    }

    @Test
    void requestsShareWhatTellsOfABrowser() {
        String agent = texts.value("user-agent", copy("Mozilla/5.0"));

        assertThat(texts.value("user-agent", copy("Mozilla/5.0"))).isSameAs(agent);
    }

    @Test
    void whatMayBeASecretIsNotKept() {
        String cookie = texts.value("cookie", copy("session=1"));

        assertThat(texts.value("cookie", copy("session=1"))).isEqualTo(cookie).isNotSameAs(cookie);
    }

    @Test
    void longTextsAreNotKept() {
        String text = "x".repeat(257);

        assertThat(texts.value("user-agent", copy(text))).isEqualTo(text).isNotSameAs(texts.value("user-agent", text));
    }
}
