package io.hubplane.server;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Inbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A window of the browser with the chat, used by keyboard. */
final class ChatWindow {
    private final ChromeDriver driver;
    private final String handle;

    private ChatWindow(ChromeDriver driver) {
        this.driver = driver;
        this.handle = driver.getWindowHandle();
    }

    static ChatWindow open(ChromeDriver driver, HubplaneNode node) {
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.get(node.uri().toString());
        return new ChatWindow(driver);
    }

    private ChromeDriver front() {
        driver.switchTo().window(handle);
        return driver;
    }

    private WebElement part(String id) {
        return front().findElement(By.cssSelector("[data-testid=" + id + "]"));
    }

    void awaitState(String state) {
        await(
                "state " + state,
                shown -> part("state").getDomAttribute("data-state").equals(state));
    }

    void awaitNode(String name) {
        await("node " + name, shown -> part("node").getText().equals(name));
    }

    private void await(String what, ExpectedCondition<Boolean> condition) {
        new WebDriverWait(front(), Inbox.PATIENCE)
                .withMessage(() -> what + " in\n" + text())
                .until(condition);
    }

    void say(String name, String text) {
        WebElement field = part("name");
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), name, Keys.ENTER);
        front().switchTo().activeElement().sendKeys(text, Keys.ENTER);
    }

    void join(String room) {
        part("room-name").sendKeys(room, Keys.ENTER);
        await("room " + room, shown -> room.equals(selectedRoom()));
    }

    private String selectedRoom() {
        return front().findElement(By.cssSelector("[data-testid=room-tab][aria-selected=true]"))
                .getDomAttribute("data-room");
    }

    void awaitMessage(String author, String text) {
        await("message of " + author + ": " + text, shown -> messages().contains(author + ": " + text));
    }

    /** What is shown in the selected conversation, also of messages that leave their repeated author out. */
    List<String> messages() {
        return front().findElements(By.cssSelector("[role=log]:not([hidden]) [data-testid=message-item]")).stream()
                .map(item -> textOf(item, "message-author") + ": " + textOf(item, "message-text"))
                .toList();
    }

    private static String textOf(WebElement item, String id) {
        return item.findElement(By.cssSelector("[data-testid=" + id + "]")).getDomProperty("textContent");
    }

    /** Marks the page; a reload would lose the mark. */
    void mark() {
        front().executeScript("window.marked = true");
    }

    boolean isMarked() {
        return Boolean.TRUE.equals(front().executeScript("return window.marked === true"));
    }

    String text() {
        return front().findElement(By.tagName("body")).getText();
    }

    void photograph(String name) throws IOException {
        Path directory = Files.createDirectories(BuildOutput.target().resolve("screenshots"));
        Files.write(directory.resolve(name + ".png"), front().getScreenshotAs(OutputType.BYTES));
    }
}
