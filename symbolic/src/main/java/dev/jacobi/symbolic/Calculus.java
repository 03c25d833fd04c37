package dev.jacobi.symbolic;

import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Value and derivatives of one formula at one point. Names are checked before they come here. */
interface Calculus {

  /** The names of the formula. */
  Names<?> names();

  /** The output. */
  Tensor value();

  /** The output, and the seed times its derivative by each name; no seed stands for 1. */
  ValueAndGradient gradient(Optional<Tensor> seed, List<String> wrt);

  /** For each name the derivatives of every element of the output by every element of it. */
  Map<String, Tensor> jacobian(List<String> wrt);

  /** For each pair of names the second derivatives of the only element of the output. */
  Map<String, Map<String, Tensor>> hessian(List<String> wrt);

  /** The derivative of the output in a direction. */
  Tensor alongTangents(Map<String, Tensor> tangents);

  /** The derivative of the gradient by each name of the directions, in those directions. */
  Map<String, Tensor> gradientAlong(Map<String, Tensor> directions);
}
