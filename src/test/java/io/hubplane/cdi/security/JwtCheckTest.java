package io.hubplane.cdi.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.cdi.security.TokenCheck.Bearer;
import io.hubplane.fixture.TokenIssuer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class JwtCheckTest {
    private final TokenIssuer tokens = new TokenIssuer();
    private final TokenCheck check = Jwt.check(tokens);

    private static String name(Optional<Bearer> bearer) {
        return bearer.map(known -> known.principal().getName()).orElse("nobody");
    }

    private String nameWithout(String... claims) {
        JwtClaims left = TokenIssuer.claims("ann");
        left.setStringClaim("preferred_username", "Ann B.");
        for (String claim : claims) {
            left.unsetClaim(claim);
        }
        return name(check.bearer(tokens.sign(left)));
    }

    @Test
    void claimsNameThePrincipalAndItsGroups() {
        Bearer bearer = check.bearer(tokens.token("ann", "member", "admin")).orElseThrow();
        assertThat(bearer.principal().getName()).isEqualTo("ann");
        assertThat(bearer.groups()).containsExactlyInAnyOrder("member", "admin");
    }

    @Test
    void nameIsTheFirstOfThreeClaims() {
        assertThat(nameWithout()).isEqualTo("ann");
        assertThat(nameWithout("upn")).isEqualTo("Ann B.");
        assertThat(nameWithout("upn", "preferred_username")).isEqualTo("4711");
        assertThat(nameWithout("upn", "preferred_username", "sub")).isEqualTo("nobody");
    }

    @Test
    void tokenWithoutGroupsHasNone() {
        JwtClaims claims = TokenIssuer.claims("ann");
        claims.unsetClaim("groups");
        assertThat(check.bearer(tokens.sign(claims)).orElseThrow().groups()).isEmpty();
    }

    @Test
    void tokenThatIsExpiredOrNeverExpiresIsNotValid() {
        assertThat(check.bearer(tokens.expired())).isEmpty();
        assertThat(nameWithout("exp")).isEqualTo("nobody");
    }

    @Test
    void tokenOfAnotherIssuerOrForAnotherAudienceIsNotValid() {
        JwtClaims foreign = TokenIssuer.claims("ann");
        foreign.setIssuer("https://evil.example.org");
        assertThat(check.bearer(tokens.sign(foreign))).isEmpty();
        JwtClaims elsewhere = TokenIssuer.claims("ann");
        elsewhere.setAudience("shop");
        assertThat(check.bearer(tokens.sign(elsewhere))).isEmpty();
        assertThat(nameWithout("iss")).isEqualTo("nobody");
        assertThat(nameWithout("aud")).isEqualTo("nobody");
    }

    @Test
    void tokenOfAnotherKeyIsNotValid() {
        assertThat(check.bearer(new TokenIssuer().token("ann"))).isEmpty();
    }

    @Test
    void tokenWithoutASignatureOrSignedByThePublicKeyIsNotValid() throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(TokenIssuer.claims("ann").toJson());
        signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        assertThat(check.bearer(signature.getCompactSerialization())).isEmpty();

        JsonWebSignature confused = new JsonWebSignature();
        confused.setPayload(TokenIssuer.claims("ann").toJson());
        confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        confused.setKey(new HmacKey(tokens.publicKey().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(check.bearer(confused.getCompactSerialization())).isEmpty();
    }

    @Test
    void textThatIsNotATokenIsNotValid() {
        assertThat(check.bearer("opaque")).isEmpty();
        assertThat(check.bearer("a.b.c")).isEmpty();
        assertThat(check.bearer("")).isEmpty();
    }

    @Test
    void keysAreReadInAllFormats() throws Exception {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("k1");
        String jwk = key.toJson();
        String encoded = Base64.getUrlEncoder().encodeToString(jwk.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String text : new String[] {jwk, "{\"keys\":[" + jwk + "]}", encoded}) {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(TokenIssuer.claims("ann").toJson());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setKeyIdHeaderValue("k1");
            signature.setKey(key.getPrivateKey());
            TokenCheck read = new JwtCheck(Jwt.verification(tokens), JwtKeys.read(text));
            assertThat(name(read.bearer(signature.getCompactSerialization()))).isEqualTo("ann");
        }
        byte[] curve =
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded();
        assertThat(JwtKeys.read("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder().encodeToString(curve) + "\n-----END PUBLIC KEY-----\n")
                        .resolveKey(new JsonWebSignature(), java.util.List.of())
                        .getAlgorithm())
                .isEqualTo("EC");
        assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> JwtKeys.read("not a key"));
    }

    @Test
    void expiryIsReadFromAnyReadableToken() {
        assertThat(TokenExpiry.of(tokens.expired()))
                .hasValueSatisfying(end -> assertThat(end.getEpochSecond()).isEqualTo(1_000_000));
        assertThat(TokenExpiry.of("opaque")).isEmpty();
        JwtClaims endless = TokenIssuer.claims("ann");
        endless.unsetClaim("exp");
        assertThat(TokenExpiry.of(tokens.sign(endless))).isEmpty();
    }
}
