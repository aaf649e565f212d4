import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { Clock } from '@halles/kernel';
import { CommandFailure, type ExitCode, exitCodes } from './exit-codes';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Progress of a task with a known number of parts. */
export interface Progress {
  /** `count` more parts are done; the note says which. */
  tick(count: number, note?: string): void;
  done(): void;
}

/** What a command says and asks: people on a terminal, plain lines elsewhere, or one JSON document for machines. */
export interface Io {
  /** Whether the answer is one JSON document on standard output. */
  readonly json: boolean;
  /** Whether somebody is there to answer. */
  readonly interactive: boolean;
  /** The environment that the command was started with. */
  readonly env: Environment;
  /** Whether the command may begin a new installation where there is none. */
  readonly mayBegin: boolean;
  readonly clock: Clock;
  /** A line for people; nothing under `--json`. */
  line(text: string): void;
  /** Rows for people, columns in the order of the first row's keys; nothing under `--json`. */
  table(rows: readonly Readonly<Record<string, string>>[]): void;
  progress(total: number, label: string): Progress;
  /** The answer for machines: printed under `--json` only, once a command. */
  result(value: unknown): void;
  /** Asks; without a terminal nobody has agreed. `--yes` is the command's own affair. */
  confirm(question: string): Promise<boolean>;
  /** Ends the command without success. */
  fail(message: string, exitCode: ExitCode, remedy?: string): never;
}

export interface IoOptions {
  readonly json: boolean;
  readonly env: Environment;
  readonly mayBegin?: boolean;
  readonly clock: Clock;
  readonly output?: Writable & { isTTY?: boolean; columns?: number };
  readonly input?: Readable & { isTTY?: boolean };
}

/** The terminal of this process, or the given streams. */
export function createIo(options: IoOptions): Io {
  const { json, env, clock, output = process.stdout, input = process.stdin } = options;
  const isTerminal = output.isTTY === true;
  const write = (text: string) => void output.write(`${text}\n`);
  return {
    json,
    env,
    mayBegin: options.mayBegin ?? false,
    clock,
    interactive: isTerminal && input.isTTY === true && !json,
    line: (text) => void (json || write(text)),
    table: (rows) => void (json || formatTable(rows).forEach(write)),
    progress: (total, label) => {
      if (json) return { tick: () => undefined, done: () => undefined };
      return isTerminal ? bar(output, total, label) : countedLines(write, total, label);
    },
    result: (value) => void (json && write(JSON.stringify(value, null, 2))),
    confirm: async (question) => {
      if (json || !isTerminal || input.isTTY !== true) return false;
      const prompt = createInterface({ input, output });
      try {
        return /^(?:y|yes|o|oui)$/i.test((await prompt.question(`${question} [y/N] `)).trim());
      } finally {
        prompt.close();
      }
    },
    fail: (message, exitCode, remedy) => {
      throw new CommandFailure(message, exitCode, remedy);
    },
  };
}

/** Columns padded to their widest cell, a ruled header, no trailing blanks. Pure. */
export function formatTable(rows: readonly Readonly<Record<string, string>>[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return [];
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)));
  const pad = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    pad(columns),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map((row) => pad(columns.map((name) => row[name] ?? ''))),
  ];
}

function bar(output: Writable, total: number, label: string): Progress {
  const single = new SingleBar({
    format: `${label} {bar} {value}/{total} {note}`,
    stream: output,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
  });
  single.start(total, 0, { note: '' });
  return { tick: (count, note = '') => single.increment(count, { note }), done: () => single.stop() };
}

function countedLines(write: (text: string) => void, total: number, label: string): Progress {
  let value = 0;
  return {
    tick: (count, note) => {
      value += count;
      write(`${label} ${value}/${total}${note ? ` ${note}` : ''}`);
    },
    done: () => undefined,
  };
}

/** What a command prints when it fails: the sentence and its remedy, or the same as JSON. */
export function reportFailure(
  failure: CommandFailure,
  json: boolean,
  output: Writable = process.stderr,
): ExitCode {
  const { message, remedy, exitCode } = failure;
  const code = Object.entries(exitCodes).find(([, value]) => value === exitCode)?.[0] ?? 'failed';
  output.write(
    json
      ? `${JSON.stringify({ error: { code, message, ...(remedy ? { remedy } : {}) } }, null, 2)}\n`
      : `\n✖ ${message}\n${remedy ? `  ${remedy}\n` : ''}`,
  );
  return exitCode;
}
