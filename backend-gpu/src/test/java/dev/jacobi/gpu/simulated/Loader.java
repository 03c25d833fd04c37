package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.DriverFailure;
import dev.jacobi.gpu.simulated.LoadedModule.Image;
import java.util.HashMap;
import java.util.Map;

/** Loads modules; a text that was read before is not read again. */
final class Loader {

  private static final int INVALID_PTX = 218;

  private final Memory memory;
  private final int capability;
  private final Map<String, Image> images = new HashMap<>();

  Loader(Memory memory, int capability) {
    this.memory = memory;
    this.capability = capability;
  }

  LoadedModule load(String ptx, Conduct conduct) {
    Image image = images.get(ptx);
    if (image == null) {
      image = image(ptx, conduct);
      images.put(ptx, image);
    }
    LoadedModule module = new LoadedModule(image);
    for (Symbol table : image.listing().tables()) {
      if (table.space() == Symbol.Space.GLOBAL) {
        byte[] initial = table.initial();
        long address = allocate(Call.LOAD, initial.length).address();
        memory.set(address, initial.length, i -> initial[(int) i] & 0xff);
        module.tables().put(table, address);
      }
    }
    return module;
  }

  /** Gives the tables of a module back. */
  void unload(LoadedModule module) {
    module.tables().values().forEach(memory::free);
  }

  /** New device memory, or the failure of a device that is full. */
  Allocation allocate(Call call, long bytes) {
    if (bytes <= 0) {
      throw new Violation(bytes + " bytes");
    }
    return memory
        .allocate(bytes)
        .orElseThrow(
            () ->
                new DriverFailure(
                    call.function(), DriverFailure.OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"));
  }

  private Image image(String ptx, Conduct conduct) {
    try {
      Image image = Image.of(ptx);
      if (image.listing().target() > capability) {
        throw new Rejection(2, "the device has not the capability " + image.listing().target());
      }
      return image;
    } catch (Rejection rejection) {
      String message = String.valueOf(rejection.getMessage());
      conduct.complain(message);
      throw new DriverFailure(
          Call.LOAD.function(), INVALID_PTX, "CUDA_ERROR_INVALID_PTX: " + message);
    }
  }
}
