/**
 * The power goes at any moment: what SIMs and the local cloud write to the disk is stopped at each of its operations in turn, on a disk that may have
 * lost all that was not yet brought down to it, and is then read again as after the next boot.
 */
package dev.softclick.power;
