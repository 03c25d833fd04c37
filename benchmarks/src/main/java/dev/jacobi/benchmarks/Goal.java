package dev.jacobi.benchmarks;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The largest ratio of Jacobi's time to a peer's that we want. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Goal {

  /** The values of parameters it is for, with slashes between them; empty for all. */
  String at() default "";

  /** The ratio. */
  double ratio();
}
