package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.hubplane.fake.EncodedValues;
import io.hubplane.hub.HubMapperCustomizer;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.messagepack.MessagePackOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubMappersTest {
    record Price(int cents, String shownAs) {}

    record Basket(Price lastPrice) {}

    private static final Basket BASKET = new Basket(new Price(5, "x"));

    private static Module pricesAsText() {
        return new SimpleModule("prices").addSerializer(Price.class, new ToStringSerializer(Price.class));
    }

    private static List<HubProtocol> protocols(List<Module> modules, HubMapperCustomizer... customizers) {
        return new HubMappers(modules, List.of(customizers)).protocols(MessagePackOptions.DEFAULTS);
    }

    @Test
    void modulesAndCustomizersHaveTheirSayInBothProtocols() {
        List<String> asked = new ArrayList<>();
        List<HubProtocol> protocols = protocols(List.of(pricesAsText()), (mapper, protocol) -> {
            asked.add(protocol);
            return mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        });

        String json = "{\"last_price\":\"Price[cents=5, shownAs=x]\"}";
        assertThat(asked).containsExactly("json", "messagepack");
        assertThat(protocols).extracting(HubProtocol::name).containsExactly("json", "messagepack");
        assertThat(EncodedValues.json(protocols.get(0), BASKET)).isEqualTo(json);
        Object unpacked = EncodedValues.fromMessagePack(
                protocols.get(1), EncodedValues.messagePack(protocols.get(1), BASKET), Object.class);
        assertThat(EncodedValues.json(protocols.get(0), unpacked)).isEqualTo(json);
    }

    @Test
    void mapperCanBeReplacedAndTheNextCustomizerGetsWhatTheOneBeforeMade() {
        ObjectMapper own = new ObjectMapper();
        List<ObjectMapper> seen = new ArrayList<>();

        protocols(List.of(), (mapper, protocol) -> own, (mapper, protocol) -> {
            seen.add(mapper);
            return mapper;
        });

        assertThat(seen).containsExactly(own, own);
    }

    @Test
    void customizerThatReturnsNothingIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> protocols(List.of(), new Nothing()))
                .withMessageContaining(Nothing.class.getName() + " returned null for json");
    }

    @Test
    void modulesWithTheSameIdAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> protocols(List.of(pricesAsText(), pricesAsText())))
                .withMessageContaining("have the same id, prices");
    }

    private static final class Nothing implements HubMapperCustomizer {
        @Override
        @SuppressWarnings("NullAway") // what an application may do
        public ObjectMapper customize(ObjectMapper mapper, String protocol) {
            return null;
        }
    }
}
