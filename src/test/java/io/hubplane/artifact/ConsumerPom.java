package io.hubplane.artifact;

import io.hubplane.fixture.BuildOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The POM that is installed and deployed with the files of this build. */
final class ConsumerPom {
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private final Document document;

    private ConsumerPom(Document document) {
        this.document = document;
    }

    static ConsumerPom read() throws IOException, SAXException, ParserConfigurationException {
        return new ConsumerPom(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(BuildOutput.consumerPom().toFile()));
    }

    /** The texts of all elements that an XPath finds. */
    List<String> texts(String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }
}
