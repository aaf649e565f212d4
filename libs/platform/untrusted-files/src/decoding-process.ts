import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';
import { SECOND } from '@halles/kernel';
import type { MadePictures, Recipe } from './recipe';

interface FileTask {
  /** Path of the file that was sent. */
  readonly input: string;
  /** Folder of the results: it exists. */
  readonly output: string;
  readonly recipe: Recipe;
}

/** Makes pictures of a picture. */
export interface PictureTask extends FileTask {
  readonly kind: 'picture';
}

/** Makes a document that can only be looked at. */
export interface DocumentTask extends FileTask {
  readonly kind: 'document';
  readonly type: 'pdf' | 'picture';
  readonly mostPages: number;
}

/** Reads a table into rows of texts. */
export interface TableTask extends Omit<FileTask, 'recipe'> {
  readonly kind: 'table';
  readonly type: 'text' | 'workbook';
  /** Rows that hold something, that of the names included. */
  readonly mostRows: number;
}

/** Reads the report of a mail server about a mail that it could not deliver. */
export interface ReportTask extends Omit<FileTask, 'recipe'> {
  readonly kind: 'report';
}

/** Reads when somebody is busy, within a window of time. */
export interface CalendarTask extends Omit<FileTask, 'recipe'> {
  readonly kind: 'calendar';
  /** IANA: of times that name none. */
  readonly timeZone: string;
  /** ms since 1970. */
  readonly from: number;
  readonly until: number;
}

/** Reads what somebody answered by mail. */
export interface MailTask extends Omit<FileTask, 'recipe'> {
  readonly kind: 'mail';
}

export type DecodingTask = PictureTask | DocumentTask | TableTask | ReportTask | CalendarTask | MailTask;

/** What a file costs to open: a picture what its size says, the drawing of a PDF whatever whoever wrote it wanted. */
export type Work = 'picture' | 'drawing';

/**
 * Which of both a task is; a photograph of a paper is a picture, a table is taken for a drawing: it can unpack to anything. So is a
 * calendar, whose events repeat as whoever wrote it wanted, and a mail, whose parts are nested as they wanted. Pure.
 */
export const workOf = (task: DecodingTask): Work =>
  ['table', 'calendar', 'mail'].includes(task.kind) || (task.kind === 'document' && task.type === 'pdf')
    ? 'drawing'
    : 'picture';

/** The safe copy of a document, in the folder of results. */
export interface MadeDocument {
  readonly file: string;
  readonly type: 'application/pdf' | 'image/jpeg';
  readonly bytes: number;
}

/** The rows of a table, in a file of JSON in the folder of results. */
export interface MadeTable {
  readonly file: string;
}

/** What a report says; looked at again by who asked. */
export type MadeReport = unknown;

/** When somebody is busy; looked at again by who asked. */
export type MadeCalendar = unknown;

/** What a mail says; looked at again by who asked. */
export type MadeMail = unknown;

export interface Made {
  readonly picture: MadePictures;
  readonly document: MadeDocument;
  readonly table: MadeTable;
  readonly report: MadeReport;
  readonly calendar: MadeCalendar;
  readonly mail: MadeMail;
}

/** Why a file was refused; `failed` says nothing of the file: its process was ended from outside, or an error of ours. */
export type DecodingRefusal =
  | 'unreadable'
  | 'too-costly'
  | 'locked'
  | 'too-many-pages'
  | 'too-many-pixels'
  | 'too-small'
  | TableRefusal
  | 'failed';

/** Why a table was refused that could be opened. */
export type TableRefusal =
  'empty' | 'too-many-rows' | 'too-many-columns' | 'cell-too-long' | 'quote-unclosed';

export type DecodingAnswer<T> =
  { readonly made: T } | { readonly reason: DecodingRefusal; readonly detail: string };

export interface ProcessLimits {
  /** Data of the process, kilobytes: what it may ask of the system, reserved or used (RLIMIT_DATA of Linux). */
  readonly memoryKilobytes: number;
  /**
   * Most work for one file, ms: processor time, which does not pass while others are served. A file that waits for anything
   * else, or whose process cannot be measured, has ten times as long.
   */
  readonly workMs: Readonly<Record<Work, number>>;
}

/**
 * Lowers the limits for the program that takes the shell's place; a system without one of them runs it without. At the lower
 * limit of time the system says why it ends a program (SIGXCPU): with one limit alone it sends SIGKILL, as where memory is
 * short. No copy of its memory, with what somebody sent in it, is left on the disk.
 */
const SCRIPT = [
  'ulimit -c 0 2>/dev/null; ulimit -d "$1" 2>/dev/null',
  'ulimit -S -t "$2" 2>/dev/null; ulimit -H -t "$3" 2>/dev/null',
  'shift 3; exec "$@"',
].join('; ');
/** Beyond what we measure: the system ends a drawing that nobody measures any more, since whoever did has died. */
const SYSTEM_AFTER_SECONDS = 2;
/** The heap of JavaScript: pixels are outside of it. */
const HEAP_MEGABYTES = 96;
const ERRORS_KEPT = 2_000;
const MEASURED_EVERY_MS = 100;
const LONGEST_WAIT = 10;
/** Where processors are short, whoever reads a page comes before whoever sent a file, and a picture before a drawing. */
const PRIORITY: Readonly<Record<Work, number>> = { picture: 5, drawing: 10 };

/** The process that opens files: started for its first one, one file at a time, killed when it takes too long. */
export class DecodingProcess {
  private child: ChildProcess | null = null;
  private errors = '';
  private taskCount = 0;

  constructor(
    private readonly script: string,
    private readonly limits: ProcessLimits,
  ) {}

  /** Files that the running process has opened. */
  get count(): number {
    return this.taskCount;
  }

  /** The running process, for measurements. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Opens one file. Never rejects: a process that dies at it has met a file that nobody should open. */
  async run<K extends keyof Made>(
    task: Extract<DecodingTask, { kind: K }>,
  ): Promise<DecodingAnswer<Made[K]>> {
    const work = workOf(task);
    // The system counts from a program's first moment: what draws has opened nothing before.
    if (work === 'drawing') this.stop();
    const child = (this.child ??= this.start(work));
    this.taskCount += 1;
    return new Promise((resolve) => {
      const end = (answer: DecodingAnswer<Made[K]>): void => {
        clearInterval(timer);
        child.off('message', answered).off('close', closed).off('error', failed);
        resolve(answer);
      };
      const answered = (message: unknown): void => end(message as DecodingAnswer<Made[K]>);
      const closed = (code: number | null, signal: string | null): void => {
        this.forget(child);
        const how = signal === null ? `with ${code}` : `by ${signal}`;
        end({
          reason: blamedFor(code, signal),
          detail: `its process ended ${how}: ${this.errors.slice(-200)}`,
        });
      };
      // It could not be started: the file is not to blame.
      const failed = (error: Error): void => {
        this.forget(child);
        end({ reason: 'failed', detail: `the process did not start: ${error.message}` });
      };
      const isOver = stopwatch(child.pid, this.limits.workMs[work]);
      const timer = setInterval(() => {
        if (!isOver()) return;
        this.stop();
        end({ reason: 'too-costly', detail: 'it took too long' });
      }, MEASURED_EVERY_MS);
      child.once('message', answered).once('close', closed).once('error', failed);
      // A process that cannot be sent anything is dead or dying: how it ends tells of what.
      child.send({ id: this.taskCount, ...task }, (error) => {
        if (error) child.kill('SIGKILL');
      });
    });
  }

  /** Ends the process at once; the next file starts another. */
  stop(): void {
    const child = this.child;
    if (!child) return;
    this.forget(child);
    child.kill('SIGKILL');
  }

  private start(work: Work): ChildProcess {
    this.taskCount = 0;
    this.errors = '';
    const { memoryKilobytes, workMs } = this.limits;
    const seconds = Math.ceil(workMs.drawing / SECOND) + SYSTEM_AFTER_SECONDS;
    // A process opens one picture after the other: what each may cost is measured alone.
    const times = work === 'drawing' ? [seconds, seconds + SYSTEM_AFTER_SECONDS] : ['unlimited', 'unlimited'];
    const limits = [memoryKilobytes, ...times].map(String);
    const program = [process.execPath, `--max-old-space-size=${HEAP_MEGABYTES}`, this.script];
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...limits, ...program], {
      cwd: dirname(this.script),
      // Neither the environment's secrets nor its switches.
      env: { MALLOC_ARENA_MAX: '2' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    lowerPriority(child, PRIORITY[work]);
    child.stderr?.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString('utf8')).slice(-ERRORS_KEPT);
    });
    // A child that waits for work keeps nobody alive.
    child.unref();
    child.channel?.unref();
    (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
    child.on('close', () => this.forget(child));
    child.on('error', () => this.forget(child));
    return child;
  }

  private forget(child: ChildProcess): void {
    if (this.child === child) this.child = null;
  }
}

/** How a program ends that a file brought down. */
const CRASHES: ReadonlySet<string> = new Set(
  'SIGABRT SIGBUS SIGFPE SIGILL SIGSEGV SIGSYS SIGTRAP'.split(' '),
);
/** What a shell ends with that could not start the program. */
const NOT_STARTED: ReadonlySet<number> = new Set([126, 127]);

/**
 * What the end of a process says of the file that it had open. At the system's limit of processor time the file cost too much;
 * a crash is its doing. Any other signal came from outside: from us, who end, from the system where memory is short, from
 * somebody at the machine; the file may be as good as any. Pure.
 */
function blamedFor(code: number | null, signal: string | null): 'too-costly' | 'unreadable' | 'failed' {
  if (signal === 'SIGXCPU') return 'too-costly';
  if (signal !== null) return CRASHES.has(signal) ? 'unreadable' : 'failed';
  return code !== null && NOT_STARTED.has(code) ? 'failed' : 'unreadable';
}

function lowerPriority({ pid }: ChildProcess, priority: number): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, priority);
  } catch {
    // It is gone already, or its priority is lower yet.
  }
}

/** Clock ticks of a second in what the system tells of a process: 100 on every Linux (proc(5)). */
const TICK_MS = 10;

/** Processor time that a process has used, ms; zero where the system does not tell. */
function processorTimeOf(pid: number | undefined): number {
  try {
    // The name of the program, in parentheses, may hold blanks: what is counted begins behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}

/** @returns whether a process has worked for so long since now, or ten times as long has passed */
function stopwatch(pid: number | undefined, limitMs: number): () => boolean {
  const [worked, started] = [processorTimeOf(pid), performance.now()];
  return () =>
    processorTimeOf(pid) - worked > limitMs || performance.now() - started > limitMs * LONGEST_WAIT;
}
