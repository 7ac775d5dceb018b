package caravan.restic.backend;

import caravan.restic.BackendFailure;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A backend whose n-th call of the chosen operations fails, once or from there on. */
public final class FaultyBackend implements Backend {
  /** What can be made to fail. */
  public enum Operation {
    CREATE,
    SAVE,
    LOAD,
    SIZE,
    LIST,
    DELETE
  }

  /** What is left of the call that fails, and of those after it. */
  public enum Fault {
    /** It does nothing; later calls succeed. */
    ONCE,
    /** It does nothing, nor does any call after it, as if the process had been killed. */
    FROM_THEN_ON,
    /** It is done, but the caller is not told: the answer was lost. Nothing is done after it. */
    ANSWER_LOST
  }

  private final Backend backend;
  private final Fault fault;
  private final int failAt;
  private final Set<Operation> operations;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param failAt number of the failing call, from 1; 0 for none
   */
  public FaultyBackend(Backend backend, Fault fault, int failAt, Operation... operations) {
    this.backend = backend;
    this.fault = fault;
    this.failAt = failAt;
    this.operations = Set.of(operations.length == 0 ? Operation.values() : operations);
  }

  /** How many calls of the chosen operations there were. */
  public int calls() {
    return calls.get();
  }

  @Override
  public String location() {
    return backend.location();
  }

  @Override
  public int connections() {
    return backend.connections();
  }

  @Override
  public void create() {
    run(Operation.CREATE, backend::create);
  }

  @Override
  public void save(FileHandle handle, ByteBuffer content) {
    run(Operation.SAVE, () -> backend.save(handle, content));
  }

  @Override
  public byte[] load(FileHandle handle) {
    return call(Operation.LOAD, () -> backend.load(handle));
  }

  @Override
  public byte[] load(FileHandle handle, long offset, int length) {
    return call(Operation.LOAD, () -> backend.load(handle, offset, length));
  }

  @Override
  public long size(FileHandle handle) {
    return call(Operation.SIZE, () -> backend.size(handle));
  }

  @Override
  public void list(FileType type, Consumer<FileInfo> consumer) {
    run(Operation.LIST, () -> backend.list(type, consumer));
  }

  @Override
  public void delete(FileHandle handle) {
    run(Operation.DELETE, () -> backend.delete(handle));
  }

  @Override
  public void close() {
    backend.close();
  }

  private void run(Operation operation, Runnable call) {
    call(
        operation,
        () -> {
          call.run();
          return null;
        });
  }

  private <T> T call(Operation operation, Supplier<T> call) {
    if (!operations.contains(operation)) {
      return call.get();
    }
    int number = calls.incrementAndGet();
    boolean fails = failAt > 0 && (fault == Fault.ONCE ? number == failAt : number >= failAt);
    if (!fails) {
      return call.get();
    }
    if (fault == Fault.ANSWER_LOST && number == failAt) {
      call.get();
    }
    throw new BackendFailure("call " + number + " fails as the test wants");
  }
}
