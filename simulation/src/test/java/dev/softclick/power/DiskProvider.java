package dev.softclick.power;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What programs do with files: each goes to the {@link Disk} first. What they do not do here is not supported. */
final class DiskProvider extends FileSystemProvider {
    private final DiskSystem system;
    private final Disk disk;
    private final FileSystemProvider real;

    DiskProvider(DiskSystem system, Disk disk, FileSystemProvider real) {
        this.system = system;
        this.disk = disk;
        this.real = real;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        disk.use();
        Path file = DiskPath.real(path);
        boolean makes = options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE) && Files.notExists(file);
        boolean empties = options.contains(StandardOpenOption.TRUNCATE_EXISTING) && options.contains(StandardOpenOption.WRITE);
        if (makes || empties) {
            disk.change();
        }
        FileChannel channel = FileChannel.open(file, options, attributes);
        disk.opened(channel);
        if (makes) {
            disk.memory().name(file, Volatile.made(file));
        }
        if (empties) {
            disk.memory().content(file);
        }
        return new DiskChannel(disk, file, channel);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options.isEmpty() ? Set.of(StandardOpenOption.READ) : options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        disk.use();
        DirectoryStream<Path> entries = real.newDirectoryStream(DiskPath.real(folder), entry -> filter.accept(system.of(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> each = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Path next() {
                        return system.of(each.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        Path made = DiskPath.real(folder);
        if (Files.notExists(made)) {
            disk.change();
        }
        real.createDirectory(made, attributes);
        disk.memory().name(made, Volatile.made(made));
    }

    @Override
    public void delete(Path path) throws IOException {
        Path file = DiskPath.real(path);
        disk.use();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            disk.change();
            disk.memory().name(file, Volatile.gone(file));
        }
        real.delete(file);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        Path source = DiskPath.real(from);
        Path target = DiskPath.real(to);
        disk.change();
        Volatile.Undo back = Volatile.moved(source, target);
        real.move(source, target, options);
        // One step of the disk's journal: the name that counts is the new one.
        disk.memory().name(target, back);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.use();
        real.checkAccess(DiskPath.real(path), modes);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) throws IOException {
        disk.use();
        return real.readAttributes(DiskPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        disk.use();
        return real.readAttributes(DiskPath.real(path), attributes, options);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        disk.use();
        return real.getFileAttributeView(DiskPath.real(path), type, options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(DiskPath.real(one), DiskPath.real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(DiskPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(DiskPath.real(path));
    }

    @Override
    public String getScheme() {
        return "disk";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
