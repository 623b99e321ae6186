/**
 * Whole modems against real brokers over real sockets that break: what the simulation can't prove, because it is not the real thing. Faults come from a
 * proxy between modem and broker, from signals to the broker's process, and from servers that say what no broker should.
 */
package dev.softclick.faults;
