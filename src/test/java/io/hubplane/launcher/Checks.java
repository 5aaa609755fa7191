package io.hubplane.launcher;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.Java;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.Ports;
import java.lang.module.ModuleFinder;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.List;

/** Finds problems before anything is started. */
final class Checks {
    /** The modules of the JDK that Payara Micro and the chat need, besides those that Maven itself needs. */
    private static final List<String> MODULES = List.of(
            "java.desktop",
            "java.instrument",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.security.jgss",
            "java.sql",
            "jdk.unsupported");

    private Checks() {}

    static void run(RunOptions options) {
        java();
        files(options);
        InetAddress address = address(options.address());
        options.ports().forEach(port -> free(address, port, RunOptions.PORTS + "=8090,8091"));
        options.redisPort()
                .filter(port -> options.redisUri().isEmpty())
                .ifPresent(port -> free(loopback(), port, RunOptions.REDIS_PORT + "=" + (port + 10_000) % 65_536));
    }

    private static void java() {
        for (String module : MODULES) {
            if (ModuleFinder.ofSystem().find(module).isEmpty()) {
                throw new RunFailure("the Java at " + System.getProperty("java.home") + " lacks the module " + module
                        + "; set JAVA_HOME to a complete JDK, 17 or newer");
            }
        }
        if (!Files.isExecutable(Java.executable())) {
            throw new RunFailure("there is no " + Java.executable() + "; set JAVA_HOME to a complete JDK, 17 or newer");
        }
    }

    private static void files(RunOptions options) {
        if (!Files.isRegularFile(options.war())) {
            throw new RunFailure("there is no " + options.war() + "; build it with: mvn package");
        }
        if (!Files.isRegularFile(BuildOutput.payaraMicroJar())) {
            throw new RunFailure("there is no " + BuildOutput.payaraMicroJar() + "; fetch it with: mvn -Prun");
        }
    }

    private static InetAddress address(String value) {
        try {
            InetAddress address = InetAddress.getByName(value);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return address;
            }
        } catch (UnknownHostException | SocketException e) {
            // Reported below, as for an address of another machine.
        }
        throw new RunFailure(RunOptions.ADDRESS + " is " + value + ", must be an address of this machine, for example "
                + NodeSettings.LOOPBACK + " or 0.0.0.0");
    }

    static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static void free(InetAddress address, int port, String remedy) {
        if (!Ports.isFree(address, port)) {
            throw new RunFailure("port " + port + " on " + address.getHostAddress()
                    + " is in use; end what listens there, or choose another with -D" + remedy);
        }
    }
}
