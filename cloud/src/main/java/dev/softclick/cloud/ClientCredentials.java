package dev.softclick.cloud;

/**
 * What a client needs to be known, a device or the operator: the same three files that the AWS IoT console hands out.
 *
 * @param certificate the client's certificate, PEM
 * @param privateKey its private key, PKCS#8 PEM, not encrypted
 * @param ca the certificate of the CA that the cloud's own certificate comes from, PEM
 * @param serial serial number of the certificate, hexadecimal: what {@link LocalCloud#revoke} takes
 */
public record ClientCredentials(String certificate, String privateKey, String ca, String serial) {
    /** Without the key: it has no business in a log. */
    @Override
    public String toString() {
        return "ClientCredentials[serial=" + serial + "]";
    }
}
