package dev.softclick.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file, or a folder that is open to be forced. */
final class DiskChannel extends FileChannel {
    private final Disk disk;
    private final Path path;
    private final FileChannel real;

    DiskChannel(Disk disk, Path path, FileChannel real) {
        this.disk = disk;
        this.path = path;
        this.real = real;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        ByteBuffer half = source.duplicate().limit(source.position() + source.remaining() / 2);
        disk.use();
        disk.memory().content(path);
        disk.change(() -> real.write(half));
        return real.write(source);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.change();
        disk.memory().content(path);
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.change();
        real.force(metaData);
        disk.memory().forced(path);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        disk.use();
        return real.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        disk.use();
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        disk.use();
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        disk.use();
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }
}
