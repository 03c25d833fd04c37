package dev.jacobi.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A JMH state that measures Jacobi, in the benchmark method {@code jacobi}, against its peers: the
 * methods marked {@link Peer} here and in classes marked {@link PeersOf}. What it prepares is
 * compared with the handwritten peer before anything is measured.
 *
 * <p>Its rows are called by its name and the values of its parameters, in the order of the fields:
 * {@code rosenbrock-10}. A parameter {@code threads} is the number of processors the JVM may use;
 * without one it is 1.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Case {

  /** What it is asked for by; lower case, no blanks. */
  String value();

  /** What one call does. */
  String work();

  /** The limit that machine or task sets, in words; left out where a method measures it. */
  String floor() default "";

  /** The value of the first parameter with which tests run the case. */
  String tiny() default "";
}
