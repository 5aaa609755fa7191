package io.hubplane.cdi;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.redis.RedisBackplanes;
import io.hubplane.config.HubplaneConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;

/**
 * Makes the node's backplane: Redis pub/sub if a Redis is configured, otherwise one that reaches no other node. An
 * application replaces it by an {@code @Alternative} bean of type {@link Backplane}.
 */
@Dependent
class BackplaneProducer {
    @Produces
    @ApplicationScoped
    Backplane backplane(HubplaneExtension extension, BeanManager beans) {
        HubplaneConfiguration configuration = extension.configuration();
        return configuration
                .redis()
                .map(redis -> RedisBackplanes.pubSub(
                        redis,
                        configuration.backplaneTrust(),
                        ContainerThreadFactory.named("hubplane-redis-"),
                        extension.observer(beans),
                        System::nanoTime))
                .orElseGet(LocalBackplane::new);
    }

    void close(@Disposes Backplane backplane) {
        backplane.close();
    }
}
