/**
 * Where the members of a fleet get their keys: {@link dev.softclick.app.fleet.keys.LocalDeviceKeys} of the local CA, {@link
 * dev.softclick.app.fleet.keys.DeviceTable} of a CSV file.
 */
@NullMarked
package dev.softclick.app.fleet.keys;

import org.jspecify.annotations.NullMarked;
