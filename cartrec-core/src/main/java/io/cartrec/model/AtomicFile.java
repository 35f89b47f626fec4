package io.cartrec.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is forced to disk, then
 * renamed over it, then the folder is forced to disk. Temporary files that a crashed writer left are
 * deleted by the next writer of the same file; a lock marks those still being written.
 */
final class AtomicFile {

  private static final int PIECE = 1 << 20;

  /** What this JVM is writing: to open such a file and close it again would let go of its lock. */
  private static final Set<Path> WRITING = ConcurrentHashMap.newKeySet();

  private AtomicFile() {}

  /** Writes {@code parts}, one after the other. */
  static void write(Path file, Iterable<ByteBuffer> parts) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(file + ": is a folder, not a file to write to");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(file + ": its folder does not exist; create " + folder + " first");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(file + ": cannot be written: its folder " + folder + " is read-only");
    }
    String prefix = "." + target.getFileName() + ".";
    Path temporary = folder.resolve(prefix + UUID.randomUUID() + ".tmp");
    WRITING.add(temporary);
    boolean renamed = false;
    try (FileChannel channel = begin(folder, prefix, temporary)) {
      for (ByteBuffer part : parts) {
        write(channel, part);
      }
      channel.force(true);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      renamed = true;
    } finally {
      WRITING.remove(temporary);
      if (!renamed) {
        Files.deleteIfExists(temporary);
      }
    }
    forceFolder(folder);
  }

  /**
   * Creates and locks the temporary file; closing it lets go of the lock. Another process that cleans up
   * between creation and locking wins, hence the second look.
   */
  private static FileChannel begin(Path folder, String prefix, Path temporary) throws IOException {
    deleteOrphans(folder, prefix);
    while (true) {
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      boolean kept = false;
      try {
        kept = channel.lock().isValid() && Files.exists(temporary);
        if (kept) {
          return channel;
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
  }

  /** In pieces: of a buffer on the heap, the channel copies all that it is asked to write. */
  private static void write(FileChannel channel, ByteBuffer part) throws IOException {
    int end = part.limit();
    while (part.position() < end) {
      part.limit((int) Math.min(end, part.position() + (long) PIECE));
      channel.write(part);
    }
  }

  private static void deleteOrphans(Path folder, String prefix) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(
        folder, entry -> isTemporary(entry.getFileName().toString(), prefix))) {
      for (Path entry : entries) {
        if (!WRITING.contains(entry)) {
          deleteOrphan(entry);
        }
      }
    }
  }

  /** Deletes a temporary file, unless somebody holds its lock. */
  private static void deleteOrphan(Path temporary) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (OverlappingFileLockException e) {
      return; // another copy of this class in this JVM is writing it
    } catch (NoSuchFileException | AccessDeniedException e) {
      return; // it has just been renamed, or belongs to another user, who cleans it up
    }
  }

  private static boolean isTemporary(String name, String prefix) {
    int uuidLength = 36;
    return name.startsWith(prefix)
        && name.endsWith(".tmp")
        && name.length() == prefix.length() + uuidLength + ".tmp".length();
  }

  /** A rename is on disk only when its folder is. Windows has no such call and needs none. */
  private static void forceFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
