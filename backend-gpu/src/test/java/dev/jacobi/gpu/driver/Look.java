package dev.jacobi.gpu.driver;

/** A program: prints what is found when a device is looked for, asked twice. */
final class Look {

  private Look() {}

  public static void main(String[] args) {
    Probe first = Probe.result();
    if (Probe.result() != first) {
      throw new AssertionError("looked twice");
    }
    System.out.println(
        first instanceof Probe.Unusable none
            ? none.reason()
            : "usable: " + ((Probe.Usable) first).driver().name(((Probe.Usable) first).device()));
  }
}
