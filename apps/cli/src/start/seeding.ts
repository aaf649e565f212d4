import { ImportUnderway } from '@halles/domain/imports';
import type { Seed, SeedService } from '@halles/domain/seeds';
import type { Config } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';
import type { Io } from '../io';
import { seedWords } from '../seed-words';
import { sayStep } from './steps';

/** An import that a killed start has left is taken for dead after two minutes of silence. */
const TIMEOUT_MS = 150_000;
const RETRY_MS = 2_000;

interface Task {
  readonly ctx: TenantContext;
  readonly seeds: readonly Seed[];
}

/**
 * Fills the directories with what the territories' folders bring, while the portals serve already. What was taken over
 * before is not looked at again; a folder that fails is told, and the others go on.
 */
export class Seeding {
  private readonly stopping = new AbortController();
  /** Resolves when all is taken over, or given up. Never rejects. */
  readonly finished: Promise<void>;

  constructor(
    private readonly io: Io,
    config: Config,
  ) {
    this.finished = this.run(config).catch((error: unknown) => this.reportFailure('directory', error));
  }

  /** Stops within a second or two: what is half taken over is not, and is taken over at the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.finished;
  }

  private async run(config: Config): Promise<void> {
    const { openDirectory } = await import('../directory');
    const directory = await openDirectory(config);
    try {
      const service = directory.seeds;
      const tasks: Task[] = [];
      for (const ctx of directory.contexts()) {
        const seeds = await service
          .listPending(ctx)
          .catch((error: unknown) => this.reportFailure(ctx.tenant.slug, error));
        if (seeds !== undefined && seeds.length > 0) tasks.push({ ctx, seeds });
      }
      // A town is there in a second: none waits for the region.
      tasks.sort((one, other) => weightOf(one) - weightOf(other));
      // Whoever reads that all is ready signs in everywhere, and finds the shops once they are there.
      for (const { ctx, seeds } of tasks)
        await service
          .addOwners(ctx, seeds)
          .catch((error: unknown) => this.reportFailure(ctx.tenant.slug, error));
      for (const task of tasks) if (!this.stopping.signal.aborted) await this.fill(service, task);
    } finally {
      await directory.close();
    }
  }

  private async fill(service: SeedService, { ctx, seeds }: Task): Promise<void> {
    const started = performance.now();
    const cancel = () => void service.cancel(ctx).catch(() => undefined);
    this.stopping.signal.addEventListener('abort', cancel);
    try {
      const notes: string[] = [];
      for (const seed of seeds) {
        const rows = await this.load(service, ctx, seed);
        notes.push(seedWords(seed.kind, rows));
      }
      sayStep(this.io, 'directory', `${ctx.tenant.slug}: ${notes.join(', ')}`, performance.now() - started);
    } catch (error) {
      this.reportFailure(ctx.tenant.slug, error);
    } finally {
      this.stopping.signal.removeEventListener('abort', cancel);
    }
  }

  /** Waits for another import of the territory to end. */
  private async load(service: SeedService, ctx: TenantContext, seed: Seed): Promise<number> {
    const until = performance.now() + TIMEOUT_MS;
    for (;;) {
      this.stopping.signal.throwIfAborted();
      try {
        return await service.load(ctx, seed);
      } catch (error) {
        if (!(error instanceof ImportUnderway) || performance.now() > until) throw error;
        await pause(RETRY_MS, this.stopping.signal);
      }
    }
  }

  private reportFailure(what: string, error: unknown): undefined {
    if (this.stopping.signal.aborted) return;
    this.io.line(
      `✖ ${what}: its directory was not filled. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const weightOf = ({ seeds }: Task): number => seeds.reduce((sum, { bytes }) => sum + bytes, 0);

/** Ends early when it is stopped. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
