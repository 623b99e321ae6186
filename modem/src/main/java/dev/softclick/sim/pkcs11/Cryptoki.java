package dev.softclick.sim.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A PKCS#11 library, one method a function. Use it from one thread at a time. A library that was loaded stays so until the process ends, as most of
 * them can't be unloaded safely.
 */
final class Cryptoki {
    private static final Set<String> LIBRARIES = Set.of("7f454c46", "cffaedfe", "cafebabe");
    private static final int POINTER = 8;
    /** {@code CK_VERSION}, filled up to where pointers may lie. */
    private static final int VERSION = 8;
    private static final int FUNCTIONS = 44;
    private static final int MAX_SLOTS = 256;
    private static final int MAX_KEYS = 2;
    /** An RSA key of 8192 bits gives so many bytes. */
    private static final int MAX_SIGNATURE = 1024;
    private static final int INITIALIZE_ARGUMENTS = 48;
    private static final int INITIALIZE_FLAGS = 32;
    private static final long OS_LOCKING_OK = 2;
    private static final int MECHANISM_INFO = 24;
    private static final long MECHANISM_SIGNS = 1L << 11;
    private static final long SERIAL_SESSION = 4;
    private static final long USER = 1;
    private static final int ATTRIBUTE = 24;
    private static final long CLASS = 0;
    private static final long LABEL = 3;
    private static final long PRIVATE_KEY = 3;

    private final MethodHandle initialize;
    private final MethodHandle terminate;
    private final MethodHandle getSlotList;
    private final MethodHandle getTokenInfo;
    private final MethodHandle getMechanismInfo;
    private final MethodHandle openSession;
    private final MethodHandle closeSession;
    private final MethodHandle login;
    private final MethodHandle findObjectsInit;
    private final MethodHandle findObjects;
    private final MethodHandle findObjectsFinal;
    private final MethodHandle signInit;
    private final MethodHandle sign;

    /**
     * Loads a library.
     *
     * @throws TokenException when there is none, or it is something else
     */
    static Cryptoki load(Path module) throws TokenException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (ADDRESS.byteSize() != POINTER || system.contains("windows")) {
            throw new TokenException("keys on PKCS#11 tokens need 64 bit Linux or macOS");
        }
        if (!Files.isRegularFile(module)) {
            throw new TokenException("the PKCS#11 module " + module + " is not there");
        }
        if (!isLibrary(module)) {
            throw noModule(module);
        }
        MemorySegment entry;
        try {
            entry = SymbolLookup.libraryLookup(module, Arena.global()).find("C_GetFunctionList").orElseThrow(() -> noModule(module));
        } catch (IllegalArgumentException e) {
            throw new TokenException(module + " can't be loaded: is it a library for this machine?", e);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ADDRESS);
            MethodHandle get = Linker.nativeLinker().downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS));
            if (call(() -> (long) get.invokeExact(list)) != ReturnCode.OK || list.get(ADDRESS, 0).equals(MemorySegment.NULL)) {
                throw noModule(module);
            }
            return new Cryptoki(list.get(ADDRESS, 0).reinterpret(VERSION + FUNCTIONS * (long) POINTER));
        }
    }

    /** ELF or Mach-O. Given anything else the JVM writes warnings of its own. */
    private static boolean isLibrary(Path module) throws TokenException {
        try (InputStream in = Files.newInputStream(module)) {
            return LIBRARIES.contains(HexFormat.of().formatHex(in.readNBytes(4)));
        } catch (IOException e) {
            throw new TokenException("the PKCS#11 module " + module + " can't be read", e);
        }
    }

    private static TokenException noModule(Path module) {
        return new TokenException(module + " is no PKCS#11 library");
    }

    private Cryptoki(MemorySegment functions) {
        initialize = function(functions, 0, ADDRESS);
        terminate = function(functions, 1, ADDRESS);
        getSlotList = function(functions, 4, JAVA_BYTE, ADDRESS, ADDRESS);
        getTokenInfo = function(functions, 6, JAVA_LONG, ADDRESS);
        getMechanismInfo = function(functions, 8, JAVA_LONG, JAVA_LONG, ADDRESS);
        openSession = function(functions, 12, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
        closeSession = function(functions, 13, JAVA_LONG);
        login = function(functions, 18, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
        findObjectsInit = function(functions, 26, JAVA_LONG, ADDRESS, JAVA_LONG);
        findObjects = function(functions, 27, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
        findObjectsFinal = function(functions, 28, JAVA_LONG);
        signInit = function(functions, 42, JAVA_LONG, ADDRESS, JAVA_LONG);
        sign = function(functions, 43, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    }

    private static MethodHandle function(MemorySegment functions, int index, MemoryLayout... parameters) {
        MemorySegment address = functions.get(ADDRESS, VERSION + index * (long) POINTER);
        return Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(JAVA_LONG, parameters));
    }

    /** {@code C_Initialize}; false when somebody else in this process did that before. */
    boolean initialize() throws TokenException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(INITIALIZE_ARGUMENTS, POINTER);
            arguments.set(JAVA_LONG, INITIALIZE_FLAGS, OS_LOCKING_OK);
            long code = call(() -> (long) initialize.invokeExact(arguments));
            if (code != ReturnCode.CRYPTOKI_ALREADY_INITIALIZED) {
                check("start", code);
            }
            return code == ReturnCode.OK;
        }
    }

    /** {@code C_Finalize}. What it returns helps nobody. */
    void terminate() {
        call(() -> (long) terminate.invokeExact(MemorySegment.NULL));
    }

    /** {@code C_GetSlotList}: those with a token in them. */
    List<Long> slots() throws TokenException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            MemorySegment slots = arena.allocate(JAVA_LONG, MAX_SLOTS);
            // Asking for the number alone is what has a library look for new tokens.
            check("list its tokens", call(() -> (long) getSlotList.invokeExact((byte) 1, MemorySegment.NULL, count)));
            count.set(JAVA_LONG, 0, MAX_SLOTS);
            check("list its tokens", call(() -> (long) getSlotList.invokeExact((byte) 1, slots, count)));
            List<Long> listed = new ArrayList<>();
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                listed.add(slots.getAtIndex(JAVA_LONG, i));
            }
            return listed;
        }
    }

    /** {@code C_GetTokenInfo}. */
    TokenInfo token(long slot) throws TokenException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(TokenInfo.BYTES, POINTER);
            check("say what token it has", call(() -> (long) getTokenInfo.invokeExact(slot, info)));
            return TokenInfo.of(info);
        }
    }

    /** {@code C_GetMechanismInfo}: whether the token signs that way. */
    boolean signs(long slot, Mechanism mechanism) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(MECHANISM_INFO, POINTER);
            return call(() -> (long) getMechanismInfo.invokeExact(slot, mechanism.type(), info)) == ReturnCode.OK
                    && (info.get(JAVA_LONG, 2L * POINTER) & MECHANISM_SIGNS) != 0;
        }
    }

    /** {@code C_OpenSession}, to read. */
    long open(long slot) throws TokenException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment session = arena.allocate(JAVA_LONG);
            check("open the token", call(() -> (long)
                    openSession.invokeExact(slot, SERIAL_SESSION, MemorySegment.NULL, MemorySegment.NULL, session)));
            return session.get(JAVA_LONG, 0);
        }
    }

    /** {@code C_CloseSession}. One that is gone already is closed, too. */
    void close(long session) {
        call(() -> (long) closeSession.invokeExact(session));
    }

    /** {@code C_Login} as the user; gives what it returns. */
    long login(long session, byte[] pin) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, pin);
            try {
                return call(() -> (long) login.invokeExact(session, USER, text, text.byteSize()));
            } finally {
                text.fill((byte) 0);
            }
        }
    }

    /** {@code C_FindObjects}: the private keys of that label; two stand for more than one. */
    List<Long> privateKeys(long session, String label) throws TokenException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment template = arena.allocate(2L * ATTRIBUTE, POINTER);
            attribute(template, 0, CLASS, arena.allocateFrom(JAVA_LONG, PRIVATE_KEY));
            attribute(template, 1, LABEL, arena.allocateFrom(JAVA_BYTE, label.getBytes(StandardCharsets.UTF_8)));
            MemorySegment found = arena.allocate(JAVA_LONG, MAX_KEYS);
            MemorySegment count = arena.allocate(JAVA_LONG);
            check("look for a key", call(() -> (long) findObjectsInit.invokeExact(session, template, 2L)));
            try {
                check("look for a key", call(() -> (long) findObjects.invokeExact(session, found, (long) MAX_KEYS, count)));
            } finally {
                call(() -> (long) findObjectsFinal.invokeExact(session));
            }
            List<Long> keys = new ArrayList<>();
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                keys.add(found.getAtIndex(JAVA_LONG, i));
            }
            return keys;
        }
    }

    private static void attribute(MemorySegment template, int index, long type, MemorySegment value) {
        long at = (long) index * ATTRIBUTE;
        template.set(JAVA_LONG, at, type);
        template.set(ADDRESS, at + POINTER, value);
        template.set(JAVA_LONG, at + 2L * POINTER, value.byteSize());
    }

    /** {@code C_SignInit} and {@code C_Sign}. */
    byte[] sign(long session, long key, Mechanism mechanism, byte[] data) throws TokenException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameter = arena.allocate(JAVA_LONG, Math.max(1, mechanism.parameter().size()));
            for (int i = 0; i < mechanism.parameter().size(); i++) {
                parameter.setAtIndex(JAVA_LONG, i, mechanism.parameter().get(i));
            }
            boolean none = mechanism.parameter().isEmpty();
            MemorySegment chosen = arena.allocate(3L * POINTER, POINTER);
            chosen.set(JAVA_LONG, 0, mechanism.type());
            chosen.set(ADDRESS, POINTER, none ? MemorySegment.NULL : parameter);
            chosen.set(JAVA_LONG, 2L * POINTER, none ? 0 : parameter.byteSize());
            check("sign", call(() -> (long) signInit.invokeExact(session, chosen, key)));
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, data);
            MemorySegment signature = arena.allocate(MAX_SIGNATURE);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, MAX_SIGNATURE);
            check("sign", call(() -> (long) sign.invokeExact(session, text, text.byteSize(), signature, length)));
            return signature.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    private static void check(String what, long code) throws TokenException {
        if (code != ReturnCode.OK) {
            throw new TokenException("can't " + what + ": " + ReturnCode.words(code), code);
        }
    }

    private interface Call {
        long call() throws Throwable;
    }

    private static long call(Call call) {
        try {
            return call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
