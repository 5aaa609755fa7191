package io.hubplane.server.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;

/** A Jackson module that is a bean, so it is registered. */
@Dependent
public class LoudModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Makes the module. */
    public LoudModule() {
        super("loud");
        addSerializer(new StdSerializer<>(Account.Loud.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Account.Loud value, JsonGenerator to, SerializerProvider provider)
                    throws IOException {
                to.writeString(value.text() + "!");
            }
        });
    }
}
