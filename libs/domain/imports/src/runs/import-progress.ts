import { SECOND } from '@halles/kernel';
import type { ImportProgress } from './directory-import';

/** The work on an import ends here: somebody asked for it, or another run has taken over. */
export class ImportStopped extends Error {
  constructor(readonly reason: 'cancelled' | 'superseded') {
    super(`the import was ${reason}`);
    this.name = 'ImportStopped';
  }
}

/** What a phase tells of itself; rates and what is left are worked out from it. */
export interface PhaseFigures {
  readonly step: ImportProgress['step'];
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly kept: number;
  readonly listingsDone: number;
  readonly listingsTotal: number;
}

/** @returns whether cancelling was requested; null where another run has taken over */
export type Beat = (progress: ImportProgress) => Promise<boolean | null>;

const IDLE: PhaseFigures = Object.freeze({
  step: 'matching',
  rowsRead: 0,
  bytesRead: 0,
  bytesTotal: 0,
  kept: 0,
  listingsDone: 0,
  listingsTotal: 0,
});

/** Progress as people read it. @param ms since the phase began */
function progressOf(figures: PhaseFigures, ms: number): ImportProgress {
  const [done, total] =
    figures.listingsTotal > 0
      ? [figures.listingsDone, figures.listingsTotal]
      : [figures.bytesRead, figures.bytesTotal];
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return {
    ...figures,
    rowsPerSecond: ms > 0 ? Math.round((figures.rowsRead * SECOND) / ms) : 0,
    secondsLeft: share > 0 ? Math.round((ms * (1 - share)) / share / SECOND) : null,
  };
}

/** Writes the progress of a run once a second, and hears then whether it should stop. */
export class ImportProgressReporter {
  private figures: () => PhaseFigures = () => IDLE;
  private begun = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  private readonly abort = new AbortController();

  constructor(private readonly beat: Beat) {}

  start(): void {
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.write());
    }, SECOND);
    this.timer.unref();
  }

  /** No beat is under way any more when it is done. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
  }

  enter(figures: () => PhaseFigures): void {
    this.begun = performance.now();
    this.figures = figures;
  }

  enterStep(step: PhaseFigures['step']): void {
    this.enter(() => ({ ...IDLE, step }));
  }

  /** Aborted, with `ImportStopped` as its reason, when the work is to stop: also in the middle of a long statement. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** To be called between pieces of work. @throws ImportStopped */
  check(): void {
    this.abort.signal.throwIfAborted();
  }

  private async write(): Promise<void> {
    try {
      const cancelRequested = await this.beat(progressOf(this.figures(), performance.now() - this.begun));
      if (cancelRequested === null) this.abort.abort(new ImportStopped('superseded'));
      else if (cancelRequested) this.abort.abort(new ImportStopped('cancelled'));
    } catch {
      // Progress is for people who wait: without a connection to spare the work goes on.
    }
  }
}
