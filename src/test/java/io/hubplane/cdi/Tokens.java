package io.hubplane.cdi;

import io.hubplane.config.JwtVerification;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues tokens of MicroProfile JWT. */
final class Tokens {
    static final String ISSUER = "https://issuer.example.org";

    private final KeyPair keys;

    Tokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
    }

    JwtVerification verification() {
        return new JwtVerification(
                Optional.of(publicKey()), Optional.empty(), Optional.empty(), Optional.of(ISSUER), List.of("hubs"), 0);
    }

    TokenCheck check() {
        try {
            return new JwtCheck(verification(), JwtKeys.of(verification()));
        } catch (java.io.IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Good claims for an hour. */
    static JwtClaims claims(String upn, String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("hubs");
        claims.setSubject("4711");
        claims.setStringClaim("upn", upn);
        claims.setStringListClaim("groups", groups);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        return claims;
    }

    String token(String upn, String... groups) {
        return sign(claims(upn, groups));
    }

    String expired() {
        JwtClaims claims = claims("ann", "member");
        claims.setExpirationTime(NumericDate.fromSeconds(1_000_000));
        return sign(claims);
    }

    String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(keys.getPrivate());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
