package io.hubplane.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hubplane.conformance.JsCases.Result;
import io.hubplane.fixture.Browser;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The official JavaScript client in Chromium: every transport with every protocol. */
@EnabledIf(
        value = "io.hubplane.fixture.Browser#isAvailable",
        disabledReason = "Chromium or its driver is not installed")
@ExtendWith(ConformanceFarm.Shared.class)
class BrowserClientIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TestFactory
    Stream<DynamicNode> theClientGetsWhatItExpects(ConformanceFarm farm) throws JsonProcessingException {
        ChromeDriver browser = Browser.start(1000, 800);
        try {
            browser.get(page(farm));
            new WebDriverWait(browser, PATIENCE)
                    .withMessage(() -> "the page shows:\n"
                            + browser.findElement(By.tagName("body")).getText())
                    .until(ignored ->
                            "done".equals(browser.findElement(By.id("state")).getDomAttribute("data-state")));
            List<Result> results =
                    JsCases.parse(String.valueOf(browser.executeScript("return JSON.stringify(window.results)")));
            assertThat(results).isNotEmpty();
            return JsCases.tests(results);
        } finally {
            browser.quit();
        }
    }

    private static String page(ConformanceFarm farm) {
        String query = farm.addresses().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return farm.resolve("index.html") + "?" + query;
    }
}
