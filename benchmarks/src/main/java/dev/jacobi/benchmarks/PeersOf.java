package dev.jacobi.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A JMH state with more peers of a case, which need libraries of their own. It has the parameters
 * of the case, by the same names, and compares what it measures with the handwritten peer too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PeersOf {

  /** The case. */
  Class<?> value();
}
