import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Payara Micro with two commands that it does not have itself, to deploy and undeploy an application while it runs: the
 * lines {@code deploy <file>} and {@code undeploy <name>} on its standard input. It answers each with the line itself
 * and {@code done}. The arguments are those of Payara Micro. Run as a source file with {@code payara-micro.jar} on the
 * class path.
 */
public final class Deployments {
    public static void main(String[] arguments) throws IOException {
        PayaraMicro.main(arguments);
        PayaraMicroRuntime runtime = PayaraMicro.getInstance().getRuntime();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", 2);
            if (words[0].equals("deploy")) {
                runtime.deploy(new File(words[1]));
            } else {
                runtime.undeploy(words[1]);
            }
            System.out.println(line + " done");
        }
    }
}
