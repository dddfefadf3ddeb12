package cashtide.local;

import java.net.http.HttpClient;

/** Clients of the parts on 127.0.0.1. The app tells tenants by the Host header, and a JVM need not resolve acme.localhost. */
final class LoopbackHttp {

    static {
        // Read once by the JDK, before its first client is made.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private LoopbackHttp() {}

    static HttpClient client() {
        return HttpClient.newHttpClient();
    }
}
