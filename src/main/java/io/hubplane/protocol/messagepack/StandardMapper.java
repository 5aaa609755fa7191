package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hubplane.protocol.StandardMapping;
import io.hubplane.protocol.values.EnumNames;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The mapper that {@link MessagePackHubProtocol#standardMapper()} describes. */
final class StandardMapper {
    private StandardMapper() {}

    static ObjectMapper create(MessagePackOptions options) {
        boolean pascal = options.names() == MessagePackOptions.Names.PASCAL;
        JsonMapper.Builder builder = StandardMapping.builder(factory())
                .addModule(MessagePackForms.module())
                .addModule(EnumNames.module(pascal))
                .withCoercionConfig(
                        BigDecimal.class,
                        number -> number.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
                .withCoercionConfig(
                        BigInteger.class,
                        number -> number.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert));
        return (pascal ? builder.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE) : builder).build();
    }

    /** Not used for our parser and generator, only for buffers when Jackson converts values internally. */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build();
    }
}
