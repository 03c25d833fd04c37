package dev.jacobi.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Answers a stream of requests. Several are worked on at once; answers are written in the order of
 * the requests, each as soon as it and all before it are ready.
 */
public final class Batch {

  /** Room for programs that nest deeply. */
  private static final long STACK = 64L << 20;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Service service;
  private final int threads;

  /**
   * A batch.
   *
   * @param threads how many requests are worked on at once
   */
  public Batch(int threads) {
    this.threads = threads;
    this.service = new Service();
  }

  /**
   * Answers every line that is not blank, until the input ends or nobody reads the output.
   *
   * @throws IOException when the input cannot be read
   */
  public void run(InputStream in, OutputStream out) throws IOException {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, task -> daemon(new Thread(null, task, "jacobi-batch", STACK)));
    BlockingQueue<Future<Optional<String>>> answers = new ArrayBlockingQueue<>(4 * threads);
    Thread writer = daemon(new Thread(() -> write(answers, out), "jacobi-batch-writer"));
    writer.start();
    try {
      read(new Lines(in, Runtime.getRuntime().maxMemory() / 16), workers, answers, writer);
      put(answers, done(Optional.empty()), writer);
      writer.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread daemon(Thread thread) {
    thread.setDaemon(true);
    return thread;
  }

  private void read(
      Lines lines,
      ExecutorService workers,
      BlockingQueue<Future<Optional<String>>> answers,
      Thread writer)
      throws IOException, InterruptedException {
    boolean first = true;
    Optional<Lines.Line> line = lines.next();
    while (line.isPresent() && writer.isAlive()) {
      String text = line.get().text();
      String clean = first && hasMark(text) ? text.substring(1) : text;
      if (line.get().isTooLong()) {
        put(answers, done(Optional.of(service.tooLong(lines.limit()))), writer);
      } else if (!clean.isBlank()) {
        put(answers, workers.submit(() -> Optional.of(service.answer(clean))), writer);
      }
      first = false;
      line = lines.next();
    }
  }

  private static boolean hasMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
  }

  private static Future<Optional<String>> done(Optional<String> answer) {
    FutureTask<Optional<String>> task = new FutureTask<>(() -> answer);
    task.run();
    return task;
  }

  /** Waits for room, as long as somebody makes it. */
  private static void put(
      BlockingQueue<Future<Optional<String>>> answers,
      Future<Optional<String>> answer,
      Thread writer)
      throws InterruptedException {
    while (writer.isAlive()) {
      if (answers.offer(answer, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static void write(BlockingQueue<Future<Optional<String>>> answers, OutputStream out) {
    try {
      Optional<String> answer = answers.take().get();
      while (answer.isPresent()) {
        out.write((answer.get() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        answer = answers.take().get();
      }
    } catch (IOException unread) {
      // Nobody reads any more: the reader notices that this thread has ended.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new AssertionError("a service never throws", impossible);
    }
  }
}
