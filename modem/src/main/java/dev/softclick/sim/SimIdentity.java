package dev.softclick.sim;

/** Who the modem is: the numbers of the SIM and the module, and the thing it stands for in AWS IoT. */
public record SimIdentity(Iccid iccid, Imsi imsi, Imei imei, ThingName thing) {}
