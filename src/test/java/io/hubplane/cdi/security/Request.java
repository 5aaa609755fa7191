package io.hubplane.cdi.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that say who sent it.
 *
 * @param user the container's principal
 * @param roles the principal's roles
 * @param authorization the header of that name
 * @param query the query string
 */
record Request(
        @Nullable String user,
        Set<String> roles,
        @Nullable String authorization,
        @Nullable String query) {
    static final Request ANONYMOUS = new Request(null, Set.of(), null, null);

    static Request of(String user, String... roles) {
        return new Request(user, Set.of(roles), null, null);
    }

    Request withHeader(String value) {
        return new Request(user, roles, value, query);
    }

    Request withQuery(String value) {
        return new Request(user, roles, authorization, value);
    }

    HttpServletRequest asServletRequest() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                Request.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getUserPrincipal" -> user == null ? null : (Principal) () -> user;
                    case "isUserInRole" -> roles.contains(arguments[0]);
                    case "getHeader" -> arguments[0].equals("Authorization") ? authorization : null;
                    case "getHeaders" -> Collections.emptyEnumeration();
                    case "getHeaderNames" -> Collections.enumeration(List.of("Authorization"));
                    case "getQueryString" -> query;
                    case "getMethod" -> "POST";
                    case "getServletPath" -> "/members/negotiate";
                    case "getServerName", "getRemoteAddr" -> "127.0.0.1";
                    case "getScheme" -> "http";
                    case "getServerPort" -> 80;
                    default -> null;
                });
    }
}
