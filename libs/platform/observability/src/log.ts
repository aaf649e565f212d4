import { required } from '@halles/kernel';
import { type DestinationStream, destination, type Level, type Logger, pino, symbols } from 'pino';
import { currentLogFields } from './log-context';
import { maskFields, maskText } from './redaction';

export type Log = Logger;
export type LogLevel = Level | 'silent';

export interface LogOptions {
  /** Name of the process: `portal`, `console-api`, `worker`. */
  readonly name: string;
  readonly level: LogLevel;
  /** Where lines go; standard output unless said. */
  readonly destination?: DestinationStream;
}

/**
 * Lines wait in memory until this much is there or this long has passed: a write per line costs more than a page. The
 * stream writes 16 KiB at most at a time, and wants to be told less.
 */
const BUFFER_BYTES = 15_360;
const FLUSH_EVERY_MS = 250;

/** Of lines that cannot be written so much waits in memory; what comes then is lost. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/**
 * Where the lines of a process go. A full disk costs lines of the log and nothing else: an error of the stream that nobody
 * heard would end the process, and with it every portal.
 * @param fd an open file: 1 is standard output
 */
export function logStream(fd: number): DestinationStream {
  const stream = destination({
    dest: fd,
    sync: false,
    minLength: BUFFER_BYTES,
    maxLength: MAX_WAITING_BYTES,
    periodicFlush: FLUSH_EVERY_MS,
  });
  stream.on('error', () => undefined);
  return stream;
}

const levelName = (label: string) => ({ level: label });

let lastMs = 0;
let lastTime = '';

/** The instant as pino wants it. Worded once a millisecond: several requests share one. */
function isoTime(): string {
  const now = Date.now();
  if (now !== lastMs) {
    lastMs = now;
    lastTime = `,"time":"${new Date(now).toISOString()}"`;
  }
  return lastTime;
}

/**
 * A log for lines whose fields are all of our own making and none of them secret or personal, written on each request:
 * nothing is looked for in them.
 */
export function createTrustedLog(log: Log): Log {
  const { [symbols.streamSym]: stream } = log as unknown as Record<symbol, DestinationStream>;
  return pino(
    {
      level: log.level,
      base: { pid: process.pid, ...log.bindings() },
      timestamp: isoTime,
      formatters: { level: levelName },
    },
    required(stream, 'the destination of the log'),
  );
}

/**
 * The log of a process: one JSON object a line, UTC, with the fields of the running request and without secrets or
 * personal data, whatever the caller passes. Buffered for a quarter of a second; flushed when the process exits.
 */
export function createLog(options: LogOptions): Log {
  return pino(
    {
      name: options.name,
      level: options.level,
      base: { pid: process.pid },
      timestamp: isoTime,
      mixin: () => ({ ...currentLogFields() }),
      formatters: {
        level: levelName,
        log: (fields) => maskFields(fields) as Record<string, unknown>,
      },
      // The formatter above has made a plain object of the error already.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const masked = args.map((argument: unknown) =>
            typeof argument === 'string' ? maskText(argument) : argument,
          );
          method.apply(this, masked as Parameters<typeof method>);
        },
      },
    },
    options.destination ?? logStream(1),
  );
}
