import type { Io } from '../io';

/** Seconds with one decimal, e.g. `1.4 s`. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const NAME_WIDTH = 14;
const NOTE_WIDTH = 52;

/** Says one step that is done and how long it took. */
export function sayStep(io: Io, name: string, note: string, ms: number): void {
  io.line(`✔ ${name.padEnd(NAME_WIDTH)} ${note.padEnd(NOTE_WIDTH)} ${seconds(ms).padStart(7)}`.trimEnd());
}

/** Does a step and says how long it took. */
export async function step<T>(
  io: Io,
  name: string,
  work: () => Promise<T>,
  note: (result: T) => string,
): Promise<T> {
  const started = performance.now();
  const result = await work();
  sayStep(io, name, note(result), performance.now() - started);
  return result;
}
