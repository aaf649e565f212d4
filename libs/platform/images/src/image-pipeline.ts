import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MINUTE, SECOND, assertNever } from '@halles/kernel';
import { ImageProcess, type ImageAnswer, type ProcessLimits } from './image-process';
import {
  PictureFormatRefused,
  PictureOfPhone,
  PictureTooLarge,
  PictureTooManyPixels,
  PictureTooSmall,
  PictureUnreadable,
  PicturesBusy,
} from './images.errors';
import { SNIFFED_BYTES, pictureFormat } from './picture-format';
import type { Made, MadeFile, Recipe } from './recipe';

/** Largest file of a picture, bytes: what a phone's camera makes of 40 megapixels. */
export const MOST_BYTES = 10 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

export interface PipelineOptions {
  /** Folder of work: what was sent lies there until it is made, and no longer. */
  readonly folder: string;
  /** The script of the decoding process. */
  readonly script: string;
  readonly limits?: ProcessLimits;
  /** Pictures that are made at once. */
  readonly parallel?: number;
  /** Pictures that may wait for their turn. */
  readonly waiting?: number;
}

/** A process of Node reserves 670 MB and uses 80 of them: what is left holds 40 megapixels of any kind. */
const LIMITS: ProcessLimits = { memoryKilobytes: 1_200_000, timeoutMs: 20 * SECOND };
const PARALLEL = 2;
const WAITING = 60;
/** A process is replaced after so many pictures: what it could not give back of its memory goes with it. */
const PICTURES_A_PROCESS = 200;
const IDLE_MS = MINUTE;

/** A file that was sent, in the folder of work. */
export interface Received {
  readonly path: string;
  readonly bytes: number;
  /** Removes it. */
  discard(): Promise<void>;
}

/** What was made of a picture, in the folder of work. */
export interface Results extends Made {
  pathOf(file: MadeFile): string;
  /** Removes it all. */
  discard(): Promise<void>;
}

/** Lets through what begins like a photograph and stays below the largest size; the first bytes decide at once. */
class Gate extends Transform {
  #head = Buffer.alloc(0);
  #judged = false;
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.bytes += chunk.length;
    if (this.bytes > MOST_BYTES) return done(new PictureTooLarge({ mostMegabytes: MOST_BYTES / MEGABYTE }));
    if (this.#judged) {
      this.push(chunk);
      return done();
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length < SNIFFED_BYTES) return done();
    done(this.#judge());
  }

  override _flush(done: (error?: Error | null) => void): void {
    done(this.#judged ? null : this.#judge());
  }

  #judge(): Error | null {
    const format = pictureFormat(this.#head);
    if (format === null) return new PictureFormatRefused({});
    if (format === 'heic') return new PictureOfPhone({});
    this.#judged = true;
    this.push(this.#head);
    return null;
  }
}

/**
 * From what somebody sent to pictures of ours: streamed to a file (never in this process's memory), decoded and encoded
 * again in a process of its own, a few at a time.
 */
export class ImagePipeline {
  readonly #idle: ImageProcess[];
  readonly #all: readonly ImageProcess[];
  readonly #turns: ((process: ImageProcess) => void)[] = [];
  readonly #timers = new Map<ImageProcess, NodeJS.Timeout>();

  constructor(private readonly options: PipelineOptions) {
    const make = (): ImageProcess => new ImageProcess(options.script, options.limits ?? LIMITS);
    this.#all = Array.from({ length: options.parallel ?? PARALLEL }, make);
    this.#idle = [...this.#all];
  }

  /** The running processes, for measurements. */
  get pids(): number[] {
    return this.#all.flatMap(({ pid }) => pid ?? []);
  }

  /**
   * Writes what is sent to a file. What is no photograph is refused at its first bytes, what is too large at the first
   * byte too many: the stream is then destroyed, and nothing of it stays.
   * @throws PictureTooLarge, PictureFormatRefused, PictureOfPhone
   */
  async receive(stream: Readable): Promise<Received> {
    await mkdir(this.options.folder, { recursive: true, mode: 0o750 });
    const path = join(this.options.folder, randomUUID());
    const gate = new Gate();
    const discard = (): Promise<void> => rm(path, { force: true });
    try {
      await pipeline(stream, gate, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await discard();
      throw error;
    }
    return { path, bytes: gate.bytes, discard };
  }

  /**
   * Makes the pictures that the recipe names. The caller stores what it wants and discards the rest.
   * @param input path of a file that was received or stored by us
   * @throws PictureUnreadable, PictureTooManyPixels, PictureTooSmall, PicturesBusy
   */
  async make(input: string, recipe: Recipe): Promise<Results> {
    const output = join(this.options.folder, randomUUID());
    const discard = (): Promise<void> => rm(output, { recursive: true, force: true });
    const worker = await this.#turn();
    try {
      await mkdir(output, { recursive: true, mode: 0o750 });
      const answer = await worker.run({ input, output, recipe });
      if ('made' in answer) return { ...answer.made, discard, pathOf: ({ file }) => join(output, file) };
      throw errorOf(answer, recipe);
    } catch (error) {
      await discard();
      throw error;
    } finally {
      this.#release(worker);
    }
  }

  /** Ends the processes. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const worker of this.#all) worker.stop();
  }

  async #turn(): Promise<ImageProcess> {
    const worker = this.#idle.pop();
    if (worker) {
      clearTimeout(this.#timers.get(worker));
      return worker;
    }
    if (this.#turns.length >= (this.options.waiting ?? WAITING)) throw new PicturesBusy({});
    return new Promise((resolve) => {
      this.#turns.push(resolve);
    });
  }

  #release(worker: ImageProcess): void {
    if (worker.count >= PICTURES_A_PROCESS) worker.stop();
    const next = this.#turns.shift();
    if (next) return next(worker);
    this.#timers.set(worker, setTimeout(() => worker.stop(), IDLE_MS).unref());
    this.#idle.push(worker);
  }
}

function errorOf(answer: Exclude<ImageAnswer, { made: Made }>, { least }: Recipe): Error {
  const cause = new Error(answer.detail);
  switch (answer.reason) {
    case 'unreadable':
      return new PictureUnreadable({}, [], { cause });
    case 'too-many-pixels':
      return new PictureTooManyPixels({}, [], { cause });
    case 'too-small':
      return new PictureTooSmall({ least }, [], { cause });
    case 'failed':
      return cause;
    default:
      return assertNever(answer.reason);
  }
}
