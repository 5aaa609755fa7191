package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hubplane.fixture.Browser;
import io.hubplane.fixture.Farm;
import java.io.IOException;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.logging.LogType;

/** The chat page in a real browser, in two windows on two nodes. */
class BrowserChatIT {
    private static Farm farm;
    private Browser browser;
    private ChatWindow ann;
    private ChatWindow bob;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.isInstalled(), "no chromium (or google-chrome) and chromedriver on the PATH");
        farm = Farm.start(Applications.chatWithProbe());
    }

    @AfterAll
    static void stop() {
        if (farm != null) {
            farm.close();
        }
    }

    @BeforeEach
    void open() {
        browser = Browser.start();
        ann = ChatWindow.open(browser.driver(), farm.first());
        bob = ChatWindow.open(browser.driver(), farm.second());
        ann.awaitState("connected");
        ann.awaitNode("node-1");
        bob.awaitState("connected");
        bob.awaitNode("node-2");
        ann.mark();
        bob.mark();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private void assertThatTheyChat(String text) {
        ann.say("Ann", "Ann says " + text);
        ann.awaitMessage("Ann", "Ann says " + text);
        bob.awaitMessage("Ann", "Ann says " + text);
        bob.say("Bob", "Bob says " + text);
        bob.awaitMessage("Bob", "Bob says " + text);
        ann.awaitMessage("Bob", "Bob says " + text);
    }

    @Test
    void whatIsTypedInOneWindowAppearsInTheOther() throws IOException {
        assertThatTheyChat("hello \u2615 \u05e9\u05dc\u05d5\u05dd");
        assertThat(ann.messages()).hasSize(2).isEqualTo(bob.messages());
        ann.photograph("chat-node-1");
        bob.photograph("chat-node-2");
        assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                .as("errors on the browser's console")
                .noneMatch(entry -> entry.getLevel().equals(Level.SEVERE));
    }

    @Test
    void aRoomIsAConversationOfItsOwn() {
        ann.say("Ann", "to everyone");
        bob.awaitMessage("Ann", "to everyone");
        ann.join("kitchen");
        bob.join("kitchen");
        ann.say("Ann", "only here");
        bob.awaitMessage("Ann", "only here");
        assertThat(bob.messages()).containsExactly("Ann: only here");
    }

    @Test
    void markupIsShownAndNotRun() {
        String markup = "<img src=x onerror=\"document.title='run'\"><b>bold</b> &amp;";
        ann.say("<i>Ann</i>", markup);
        bob.awaitMessage("<i>Ann</i>", markup);
        assertThat(browser.driver().getTitle()).doesNotContain("run");
    }

    @Test
    void aPageWhoseNodeIsRestartedRecoversWithoutReload() {
        farm.second().process().kill();
        bob.awaitState("reconnecting");
        assertThat(ann.isMarked()).isTrue();
        farm.second().restart();
        bob.awaitState("connected");
        bob.awaitNode("node-2");
        assertThatTheyChat("after the restart");
        assertThat(bob.isMarked()).as("not reloaded").isTrue();
    }

    @Test
    void pagesSurviveARestartOfRedisWithoutReload() {
        farm.redis().stop();
        ann.say("Ann", "without Redis");
        ann.awaitMessage("Ann", "without Redis");
        farm.redis().restart();
        RedisOutageInChatIT.awaitCrossing(farm);
        assertThatTheyChat("after the restart");
        assertThat(ann.isMarked() && bob.isMarked()).as("not reloaded").isTrue();
    }
}
