package io.hubplane.cdi;

import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How much of the time of all processors that this process may use was used since the last call, by any process; 0 to
 * 1, negative if unknown. Safe for any thread.
 *
 * <p>Read by JMX: the interface for it, in {@code jdk.management}, is not visible to applications on every server.
 */
final class ProcessorLoad implements DoubleSupplier {
    private static final double UNKNOWN = -1;

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @Override
    public double getAsDouble() {
        try {
            Object load = beans.getAttribute(
                    ObjectName.getInstance(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "CpuLoad");
            return load instanceof Double used ? used : UNKNOWN;
        } catch (JMException | RuntimeException e) {
            return UNKNOWN; // another virtual machine, or one that forbids this
        }
    }
}
