package dev.softclick.simulation.world;

/** A message for the modem: its payload begins with its number, so it is known again. */
public record CloudMessage(int number, String topic, byte[] payload, int qos) {
    @Override
    public String toString() {
        return "message " + number + " on " + topic + " qos " + qos + " of " + payload.length;
    }
}
