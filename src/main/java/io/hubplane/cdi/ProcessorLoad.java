package io.hubplane.cdi;

import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How much of the time of all processors this process may use has been used since the last question, by whomever; 0 to 1,
 * negative if that is not known. Safe for any thread.
 *
 * <p>Asked by JMX: the interface that has it, of {@code jdk.management}, is not visible to applications on each server.
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
            return UNKNOWN; // another virtual machine, or one that lets nobody ask
        }
    }
}
