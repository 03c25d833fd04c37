package dev.jacobi.gpu.driver;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/**
 * Libraries as files, which is how a JVM loads them. They lie in a folder that nobody else can
 * write; a file that is there already is used only if it has the right bytes, and never written
 * over, since another JVM may run it: a right one takes its place.
 */
final class Natives {

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private final Path temporary;

  /** Files in a folder of their own below the temporary one. */
  Natives(Path temporary) {
    this.temporary = temporary;
  }

  /** The absolute path of a file with these bytes, shared with other JVMs of the same user. */
  Path file(String name, byte[] bytes) throws IOException {
    Path folder = shared();
    Path file = folder.resolve(name);
    if (holds(file, bytes)) {
      return file;
    }
    Path written = Files.write(Files.createTempFile(folder, "new-", "-" + name), bytes);
    try {
      return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException inUse) {
      // Windows does not replace a library that runs.
      written.toFile().deleteOnExit();
      return written;
    }
  }

  /** The absolute path of a file with these bytes that nobody else uses. */
  Path fresh(String name, byte[] bytes) throws IOException {
    Path folder = Files.createTempDirectory(temporary, "jacobi-");
    folder.toFile().deleteOnExit();
    Path file = Files.write(folder.resolve(name), bytes);
    file.toFile().deleteOnExit();
    return file.toAbsolutePath();
  }

  /** The folder of this user, or a new one where that is not this user's alone. */
  private Path shared() throws IOException {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    Path folder = temporary.toAbsolutePath().resolve("jacobi-" + user);
    try {
      Files.createDirectory(folder, attributes());
    } catch (FileAlreadyExistsException known) {
      if (!isPrivate(folder)) {
        return Files.createTempDirectory(temporary.toAbsolutePath(), "jacobi-");
      }
    }
    return folder;
  }

  private FileAttribute<?>[] attributes() {
    return isPosix(temporary)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWN)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path folder) {
    return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
  }

  /** Whether a folder is this user's, and closed to others. Elsewhere than on Unix it always is. */
  private static boolean isPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!isPosix(folder)) {
      return true;
    }
    if (!Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWN)
        || !Files.isWritable(folder)) {
      return false;
    }
    Path mine = Files.createTempFile(folder, "new-", "");
    try {
      return Files.getOwner(mine).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS));
    } finally {
      Files.delete(mine);
    }
  }

  private static boolean holds(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
