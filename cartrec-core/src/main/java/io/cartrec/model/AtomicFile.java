package io.cartrec.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is forced to disk, then
 * renamed over it, then the folder is forced to disk. Temporary files that a crashed writer left are
 * deleted by the next writer of the same file; a lock marks those still being written.
 */
final class AtomicFile {

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
    String prefix = "." + target.getFileName() + ".";
    deleteOrphans(folder, prefix);
    Path temporary = folder.resolve(prefix + UUID.randomUUID() + ".tmp");
    boolean renamed = false;
    try (FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assert lock.isValid();
      for (ByteBuffer part : parts) {
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
      channel.force(true);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      renamed = true;
    } finally {
      if (!renamed) {
        Files.deleteIfExists(temporary);
      }
    }
    forceFolder(folder);
  }

  private static void deleteOrphans(Path folder, String prefix) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(
        folder, entry -> isTemporary(entry.getFileName().toString(), prefix))) {
      for (Path entry : entries) {
        if (!isBeingWritten(entry)) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }

  private static boolean isTemporary(String name, String prefix) {
    int uuidLength = 36;
    return name.startsWith(prefix)
        && name.endsWith(".tmp")
        && name.length() == prefix.length() + uuidLength + ".tmp".length();
  }

  private static boolean isBeingWritten(Path temporary) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // by another thread of this JVM
    } catch (NoSuchFileException e) {
      return true; // it was, and has just been renamed or deleted
    }
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
