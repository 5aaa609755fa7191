package io.hubplane.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hubplane.conformance.JsCases.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official JavaScript client in Node.js: every transport with every protocol. */
@ExtendWith(ConformanceFarm.Shared.class)
class NodeClientIT {
    @TestFactory
    Stream<DynamicNode> theClientGetsWhatItExpects(ConformanceFarm farm) throws JsonProcessingException {
        List<Result> results = JsCases.runInNode(farm.addresses());
        assertThat(results).isNotEmpty();
        return JsCases.tests(results);
    }
}
