package dev.jacobi.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A benchmark method that does the work of a {@link Case} by other means. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Peer {

  /** Who does it. */
  String value();

  /** The ratios to reach. */
  Goal[] goals() default {};
}
