import { setTimeout as sleep } from 'node:timers/promises';
import { type DirectoryImport, isUnderway } from '@halles/domain/imports';
import { SECOND } from '@halles/kernel';
import type { Io, Progress } from '../io';
import { progressNote, progressPercent } from './directory-words';

const WARN_AFTER = 20 * SECOND;
/** A line for every so many percent where there is no terminal that a bar could move on. */
const STEP = 5;

const READING: ReadonlySet<string> = new Set(['selecting', 'companies', 'reading']);

/** Shows the progress of an import: a bar for reading the file, one for merging it. */
class ImportBars {
  private phase: 'reading' | 'merging' | undefined;
  private bar: Progress | undefined;
  private percent = 0;

  constructor(private readonly io: Io) {}

  show({ state, progress }: DirectoryImport): void {
    if (state === 'queued') return;
    // By the step: the state may be a second ahead of the progress.
    const phase = progress.step === undefined || READING.has(progress.step) ? 'reading' : 'merging';
    if (phase !== this.phase) this.begin(phase);
    const percent = progressPercent(progress);
    if (percent < this.percent + (this.io.interactive ? 1 : STEP)) return;
    this.bar?.tick(percent - this.percent, progressNote(progress));
    this.percent = percent;
  }

  end(): void {
    this.bar?.done();
  }

  private begin(phase: 'reading' | 'merging'): void {
    this.bar?.done();
    this.phase = phase;
    this.percent = 0;
    this.bar = this.io.progress(100, phase.padEnd(8));
  }
}

/**
 * Waits for the end of an import, whoever works on it, and shows how far it is.
 * @param look reads its row
 * @param every milliseconds between two looks
 */
export async function followImport(
  io: Io,
  look: () => Promise<DirectoryImport>,
  every = SECOND,
): Promise<DirectoryImport> {
  const bars = new ImportBars(io);
  const begun = performance.now();
  let warned = false;
  try {
    for (;;) {
      const row = await look();
      if (!isUnderway(row)) return row;
      bars.show(row);
      if (row.state === 'queued' && !warned && performance.now() - begun > WARN_AFTER) {
        warned = true;
        io.line('No worker has taken it yet. Is "halles start" running? --here imports without a worker.');
      }
      await sleep(every);
    }
  } finally {
    bars.end();
  }
}
