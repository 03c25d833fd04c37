package dev.jacobi.cli.batch;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The formulas used last, with all that was derived and compiled for them. */
final class Formulas {

  private static final int KEPT = 256;

  private record Key(
      String program,
      DType dtype,
      Optional<String> output,
      String backend,
      Map<String, TensorType> types) {}

  /** The oldest goes first. */
  private final Map<Object, Formula> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Formula> eldest) {
          return size() > KEPT;
        }
      };

  /** The formula of a request, without its mode. */
  Formula of(Request request, Backend backend) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    request
        .inputs()
        .forEach(
            (name, value) -> types.put(name, request.floating().getOrDefault(name, value.type())));
    Key key = new Key(request.program(), request.dtype(), request.output(), backend.name(), types);
    return get(key, () -> typed(request, backend));
  }

  private Formula typed(Request request, Backend backend) {
    Formula parsed = get(request.program(), () -> Formula.parse(request.program()));
    Formula formula = parsed.withDType(request.dtype()).withBackend(backend);
    if (request.output().isPresent()) {
      formula = formula.withOutput(request.output().get());
    }
    return formula.withTypes(request.floating()).withTypesOf(request.inputs());
  }

  private Formula get(Object key, Supplier<Formula> maker) {
    synchronized (kept) {
      Formula known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    Formula made = maker.get();
    synchronized (kept) {
      kept.put(key, made);
    }
    return made;
  }
}
