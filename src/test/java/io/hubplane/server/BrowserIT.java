package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChatPage;
import io.hubplane.fixture.Farm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The chat as its users see it: two windows on two nodes. */
@EnabledIf(
        value = "io.hubplane.fixture.Browser#isAvailable",
        disabledReason = "No /usr/bin/chromium and /usr/bin/chromedriver here (Debian: chromium, chromium-driver)")
class BrowserIT {
    private static Farm farm;
    private ChatPage ann;
    private ChatPage bob;

    @BeforeAll
    static void start() {
        farm = Farm.start(BuildOutput.war());
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @BeforeEach
    void open() {
        ann = ChatPage.open(farm.first().uri(), 900, 700);
        bob = ChatPage.open(farm.second().uri(), 390, 700);
        // The hub has welcomed the client, which therefore receives messages from the other node from now on.
        ann.awaitNode("node-1");
        bob.awaitNode("node-2");
        ann.awaitState("connected");
        bob.awaitState("connected");
        ann.callMyself("Ann");
        bob.callMyself("Bob");
        // A reload would lose this.
        ann.run("window.sameAsEver = true");
        bob.run("window.sameAsEver = true");
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
    }

    @Test
    void whatIsTypedInOneWindowAppearsInTheOther() throws IOException {
        ann.say("Hello from the first server");
        bob.awaitMessage("Ann", "Hello from the first server");
        ann.awaitMessage("Ann", "Hello from the first server");
        bob.say("And from the second: 👋 grüß dich");
        ann.awaitMessage("Bob", "And from the second: 👋 grüß dich");
        assertThat(ann.complaints()).isEmpty();
        assertThat(bob.complaints()).isEmpty();
        picture(ann, "first-window.png");
        picture(bob, "second-window.png");
    }

    private static void picture(ChatPage page, String name) throws IOException {
        Path pictures = Files.createDirectories(BuildOutput.target().resolve("pictures"));
        Files.copy(page.picture().toPath(), pictures.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void markupIsShownAndNotRun() {
        String evil = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>";
        ann.say(evil);
        bob.awaitMessage("Ann", evil);
        assertThat(bob.run("return document.querySelectorAll('#messages img, #messages b').length"))
                .isEqualTo(0L);
        assertThat(bob.run("return document.title")).isNotEqualTo("owned");
    }

    @Test
    void roomsSpanWindowsAndKeepTheirMessages() {
        ann.join("kitchen");
        bob.say("before the kitchen");
        bob.join("kitchen");
        ann.say("soup is ready");
        bob.awaitMessage("Ann", "soup is ready");
        assertThat(bob.texts()).doesNotContain("before the kitchen");
    }

    @Test
    void roomShowsWhoIsInItAndOnWhichNode() {
        ann.join("study");
        ann.awaitPeople("Here: Ann on node-1");
        bob.join("study");
        bob.awaitPeople("Here: Ann on node-1, Bob on node-2");
        ann.awaitPeople("Here: Ann on node-1, Bob on node-2");
        bob.run("document.getElementById('leave').click()");
        ann.awaitPeople("Here: Ann on node-1");
        assertThat(ann.complaints()).isEmpty();
    }

    @Test
    void refusedMessageComesBackAndTheReasonIsShown() {
        ann.run("document.querySelector('[data-testid=message]').value = 'x'.repeat(2500)");
        ann.say("");
        ann.awaitError("The message has 2500 characters");
        assertThat(ann.run("return document.querySelector('[data-testid=message]').value.length"))
                .isEqualTo(2500L);
        assertThat(bob.texts()).isEmpty();
    }

    @Test
    void pageRecoversByItselfWhenItsNodeComesBack() {
        mark(bob);
        farm.second().process().kill();
        bob.awaitState("reconnecting");
        ann.awaitState("connected");
        farm.second().restart();
        bob.awaitState("connected");
        bob.awaitNode("node-2");
        bob.say("back without a reload");
        ann.awaitMessage("Bob", "back without a reload");
        assertThatNotReloaded(bob);
    }

    @Test
    void pagesSurviveARestartOfRedis() {
        mark(ann);
        mark(bob);
        farm.redis().stop();
        ann.say("without Redis");
        ann.awaitMessage("Ann", "without Redis");
        farm.redis().restart();
        RedisOutageInChatIT.awaitCrossing(farm);
        ann.say("with Redis again");
        bob.awaitMessage("Ann", "with Redis again");
        assertThatNotReloaded(ann);
        assertThatNotReloaded(bob);
    }

    private static void mark(ChatPage page) {
        page.run("window.marked = true");
    }

    private static void assertThatNotReloaded(ChatPage page) {
        assertThat(page.run("return window.marked === true")).isEqualTo(true);
    }
}
