package dev.softclick.testing.transcript;

/**
 * A message as the cloud sees it.
 *
 * @param topic the whole topic
 * @param payload any bytes
 */
public record CloudMessage(String topic, byte[] payload) {}
