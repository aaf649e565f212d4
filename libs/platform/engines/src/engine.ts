/** Where a running engine is: what a process needs to use it, without answering for it. */
export interface RunningEngine {
  /** Connection URL with its password: a secret. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
}

/** A database server or a queue store that this installation runs for itself. It ends with the process that holds it. */
export interface EmbeddedEngine extends RunningEngine {
  /** Whether the process was already running, left by a launcher that was killed. */
  readonly adopted: boolean;
  /** Resolves when the process has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Orderly shutdown; forced after 30 seconds. Resolves when the process is gone. */
  stop(): Promise<void>;
  /** As a power cut would: nothing is flushed. */
  kill(): void;
}

/** An engine that cannot run here: what happened, and what the reader does about it. */
export class EngineError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EngineError';
  }
}
