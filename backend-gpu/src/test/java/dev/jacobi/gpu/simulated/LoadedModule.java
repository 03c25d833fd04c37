package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.simulated.Listing.Routine;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A module with its entries ready to run and its tables in memory. */
final class LoadedModule implements Driver.Module {

  /** The constant memory that a module may have. */
  private static final int MOST_CONSTANTS = 64 * 1024;

  /** What a text becomes, which depends on nothing else. */
  record Image(Listing listing, Map<String, Code> entries, byte[] constants) {

    /** Reads a text; all that is wrong with it is a {@link Rejection}. */
    static Image of(String text) {
      Listing listing = Parser.parse(text);
      Map<Symbol, Long> places = new IdentityHashMap<>();
      ByteBuffer constants = ByteBuffer.allocate(MOST_CONSTANTS);
      for (Symbol table : listing.tables()) {
        if (table.space() == Symbol.Space.CONSTANT) {
          int start = (constants.position() + table.alignment() - 1) & -table.alignment();
          if (start + table.initial().length > MOST_CONSTANTS) {
            throw new Rejection(1, "the constants do not fit " + MOST_CONSTANTS + " bytes");
          }
          places.put(table, (long) start);
          constants.position(start);
          constants.put(table.initial());
        }
      }
      Map<String, Code> entries = new LinkedHashMap<>();
      for (Routine routine : listing.routines().values()) {
        if (routine.isEntry()) {
          entries.put(routine.name(), Assembler.assemble(listing, routine, places));
        } else {
          Assembler.check(listing, routine, places);
        }
      }
      return new Image(listing, entries, constants.array());
    }
  }

  private final Image image;
  private final Map<Symbol, Long> tables = new IdentityHashMap<>();

  LoadedModule(Image image) {
    this.image = image;
  }

  Image image() {
    return image;
  }

  /** The addresses of its tables in global memory. */
  Map<Symbol, Long> tables() {
    return tables;
  }

  @Override
  public String toString() {
    return "the module of " + image.entries().keySet();
  }
}
