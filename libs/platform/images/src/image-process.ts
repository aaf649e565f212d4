import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { Made, Recipe } from './recipe';

export interface ImageJob {
  readonly input: string;
  /** Folder of the results: it exists. */
  readonly output: string;
  readonly recipe: Recipe;
}

export type ImageAnswer =
  | { readonly made: Made }
  | { readonly reason: 'unreadable' | 'too-many-pixels' | 'too-small' | 'failed'; readonly detail: string };

export interface ProcessLimits {
  /** Data of the process, kilobytes: what it may ask of the system, reserved or used (RLIMIT_DATA of Linux). */
  readonly memoryKilobytes: number;
  /** Longest time for one picture, ms. */
  readonly timeoutMs: number;
}

/** Lowers the limit for the program that takes the shell's place; a system without the limit runs it without. */
const SCRIPT = 'ulimit -d "$1" 2>/dev/null; shift; exec "$@"';
/** The heap of JavaScript: pictures are outside of it. */
const HEAP_MEGABYTES = 96;
const ERRORS_KEPT = 2_000;

/** The process that decodes pictures: started for its first picture, one picture at a time, killed when it takes too long. */
export class ImageProcess {
  #child: ChildProcess | null = null;
  #errors = '';
  #count = 0;

  constructor(
    private readonly script: string,
    private readonly limits: ProcessLimits,
  ) {}

  /** Pictures that the running process has made. */
  get count(): number {
    return this.#count;
  }

  /** The running process, for measurements. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Makes one picture. Never rejects: a process that dies at it has met a file that nobody should decode. */
  async run(job: ImageJob): Promise<ImageAnswer> {
    const child = (this.#child ??= this.#start());
    this.#count += 1;
    return new Promise((resolve) => {
      const end = (answer: ImageAnswer): void => {
        clearTimeout(timer);
        child.off('message', answered).off('close', died).off('error', died);
        resolve(answer);
      };
      const answered = (message: unknown): void => end(message as ImageAnswer);
      const died = (): void => {
        this.#forget(child);
        end({ reason: 'unreadable', detail: `the process died: ${this.#errors.slice(-200)}` });
      };
      const timer = setTimeout(() => {
        this.stop();
        end({ reason: 'unreadable', detail: 'it took too long' });
      }, this.limits.timeoutMs);
      child.once('message', answered).once('close', died).once('error', died);
      child.send({ id: this.#count, ...job }, (error) => {
        if (error) died();
      });
    });
  }

  /** Ends the process at once; the next picture starts another. */
  stop(): void {
    const child = this.#child;
    if (!child) return;
    this.#forget(child);
    child.kill('SIGKILL');
  }

  #start(): ChildProcess {
    this.#count = 0;
    this.#errors = '';
    const { memoryKilobytes } = this.limits;
    const program = [process.execPath, `--max-old-space-size=${HEAP_MEGABYTES}`, this.script];
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(memoryKilobytes), ...program], {
      cwd: dirname(this.script),
      // Neither the environment's secrets nor its switches.
      env: { MALLOC_ARENA_MAX: '2' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString('utf8')).slice(-ERRORS_KEPT);
    });
    // A child that waits for work keeps nobody alive.
    child.unref();
    child.channel?.unref();
    (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
    child.on('close', () => this.#forget(child));
    child.on('error', () => this.#forget(child));
    return child;
  }

  #forget(child: ChildProcess): void {
    if (this.#child === child) this.#child = null;
  }
}
