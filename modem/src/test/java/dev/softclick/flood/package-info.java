/** Bad input on every kind of port, with figures: what it costs, and what the modems next to it notice. */
package dev.softclick.flood;
