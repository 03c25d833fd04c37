package dev.jacobi.gpu.simulated;

/** Device memory that was asked for; its pages come to be when they are touched. */
final class Allocation {

  private final long address;
  private final long size;
  private final Cells[] pages;
  private boolean isLive = true;

  Allocation(long address, long size) {
    this.address = address;
    this.size = size;
    pages = new Cells[(int) ((size + Cells.PAGE - 1) / Cells.PAGE)];
  }

  long address() {
    return address;
  }

  long size() {
    return size;
  }

  boolean isLive() {
    return isLive;
  }

  void end() {
    isLive = false;
  }

  /** Whether bytes from an address on lie in it. */
  boolean holds(long from, long bytes) {
    return from >= address && bytes <= size && from - address <= size - bytes;
  }

  /** The page of an address in it. */
  Cells page(long of) {
    int index = (int) ((of - address) / Cells.PAGE);
    Cells page = pages[index];
    if (page == null) {
      page = new Cells(Cells.PAGE);
      pages[index] = page;
    }
    return page;
  }

  /** The place of an address in its page. */
  int place(long of) {
    return (int) ((of - address) % Cells.PAGE);
  }

  void forgetThreads() {
    for (Cells page : pages) {
      if (page != null) {
        page.forgetThreads();
      }
    }
  }

  @Override
  public String toString() {
    return size + " bytes of device memory at 0x" + Long.toHexString(address);
  }
}
