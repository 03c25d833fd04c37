package dev.jacobi.cpu.emit;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.primitive.Body;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes bodies ready to run: interpreted at once, compiled by one background thread when they are
 * hot. Equal bodies share their code as long as it is remembered. Safe to share between threads;
 * the background thread ends when it has had nothing to do for a while.
 */
public final class Compiler {

  private static final System.Logger LOG = System.getLogger("dev.jacobi.cpu");
  private static final int REMEMBERED = 256;

  private final Policy policy;
  private final ThreadPoolExecutor background =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Compiler::daemon);
  private final Map<Body, TieredCode> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Body, TieredCode> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** A compiler that has compiled nothing yet. */
  public Compiler(Policy policy) {
    this.policy = policy;
  }

  /** The code of a body. */
  public TieredCode code(Body body) {
    synchronized (known) {
      return known.computeIfAbsent(body, fresh -> new TieredCode(this, fresh));
    }
  }

  /** When this compiles and to what. */
  public Policy policy() {
    return policy;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "jacobi-compiler");
    thread.setDaemon(true);
    return thread;
  }

  void submit(TieredCode code) {
    background.execute(() -> compile(code));
  }

  private void compile(TieredCode code) {
    Code interpreter = code.current();
    StringBuilder reasons = new StringBuilder();
    try {
      for (Form form : policy.forms()) {
        Optional<Code> emitted = Emitter.emit(code.body(), form);
        Optional<String> reason =
            emitted.isEmpty()
                ? Optional.of("too long")
                : new Warming(code.body()).warm(emitted.get(), interpreter, policy.patience());
        if (reason.isEmpty()) {
          code.settle(emitted.orElseThrow(), reasons.toString());
          return;
        }
        reasons.append("; ").append(form).append(": ").append(reason.get());
      }
    } catch (LinkageError | AssertionError e) {
      reasons.append("; ").append(e);
      LOG.log(System.Logger.Level.WARNING, "a body stays interpreted", e);
    }
    LOG.log(System.Logger.Level.DEBUG, "a body stays interpreted{0}", reasons);
    code.settle(interpreter, reasons.toString());
  }
}
