import { setTimeout as sleep } from 'node:timers/promises';
import { required } from '@halles/kernel';
import { databaseAddresses } from '@halles/platform/database';
import { freePort } from '@halles/platform/engines';
import { connectAdmin } from '@halles/platform/provisioning';
import { Redis } from 'ioredis';
import type { Server, Stage } from './stage';

/** What dies. `connections`: some of those of PostgreSQL, and all of Redis; both go on. */
const VICTIMS = [
  'first portal',
  'second portal',
  'worker',
  'worker',
  'redis',
  'postgres',
  'connections',
] as const;
type Victim = (typeof VICTIMS)[number];

/** How long anything may take to be there again. */
const RETURN = 60_000;

/** A generator of random numbers from 0 to 1 that begins anew with its seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Two portals, a worker and their engines, which die at random and are started again, each as soon as it is dead. */
export class Chaos {
  readonly killed = new Map<string, number>();
  /** The longest that each took to be there again, ms. */
  readonly returned = new Map<string, number>();
  private readonly servers = new Map<string, Server>();
  private readonly returning = new Map<string, Promise<void>>();

  private constructor(
    private readonly stage: Stage,
    private readonly secondPort: number,
    private readonly random: () => number,
  ) {}

  static async begin(stage: Stage, random: () => number): Promise<Chaos> {
    const chaos = new Chaos(stage, await freePort(), random);
    const names = ['first portal', 'second portal', 'worker'] as const;
    await Promise.all(names.map(async (name) => chaos.servers.set(name, await chaos.start(name))));
    return chaos;
  }

  get ports(): readonly [number, number] {
    return [this.stage.portalPort, this.secondPort];
  }

  count(...victims: readonly Victim[]): number {
    return victims.reduce((sum, victim) => sum + (this.killed.get(victim) ?? 0), 0);
  }

  /** Kills so often, and waits until all of it is there again. @throws Error something did not come back */
  async rage(kills: number): Promise<void> {
    const all = [...new Set(VICTIMS)];
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(300 + 900 * this.random());
      // All of them once, before any of them twice.
      const victim = all[kill] ?? VICTIMS[Math.floor(this.random() * VICTIMS.length)] ?? 'worker';
      if (this.returning.has(victim)) continue;
      this.killed.set(victim, (this.killed.get(victim) ?? 0) + 1);
      const isBack = this.timed(victim).finally(() => this.returning.delete(victim));
      // Whoever waits for it below is told.
      isBack.catch(() => undefined);
      this.returning.set(victim, isBack);
    }
    for (const [name, isBack] of this.returning) await inTime(`${name} is back`, isBack);
  }

  private async timed(victim: Victim): Promise<void> {
    const began = performance.now();
    await this.kill(victim);
    const ms = Math.round(performance.now() - began);
    this.returned.set(victim, Math.max(ms, this.returned.get(victim) ?? 0));
  }

  private async kill(victim: Victim): Promise<void> {
    const { stage } = this;
    switch (victim) {
      case 'connections':
        return this.cut();
      case 'redis': {
        stage.redis.kill();
        return stage.startRedis({ empty: this.random() < 0.5 });
      }
      case 'postgres': {
        const postgres = required(stage.postgres, 'a PostgreSQL of its own');
        process.kill(postgres.pid, this.random() < 0.5 ? 'SIGKILL' : 'SIGQUIT');
        await postgres.exited;
        return stage.startPostgres();
      }
      default: {
        await this.servers.get(victim)?.kill();
        this.servers.set(victim, await this.start(victim));
      }
    }
  }

  /** As a supervisor does: what ends before it is ready is started again. */
  private async start(name: 'first portal' | 'second portal' | 'worker'): Promise<Server> {
    const since = Date.now();
    for (;;)
      try {
        return await (name === 'worker'
          ? this.stage.startWorker()
          : this.stage.startPortal(this.ports[name === 'first portal' ? 0 : 1]));
      } catch (error) {
        if (Date.now() - since > RETURN) throw error;
        await sleep(200);
      }
  }

  private async cut(): Promise<void> {
    const address = required(databaseAddresses(this.stage.world.config).get('main'), 'main');
    const redis = new Redis(this.stage.redis.url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      const admin = await connectAdmin(this.stage.world.config, address);
      admin.on('error', () => undefined);
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND random() < 0.5`,
      );
      await admin.end();
      await redis.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    } catch {
      // What is away has no connections.
    } finally {
      redis.disconnect();
    }
  }
}

async function inTime(what: string, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const late = sleep(RETURN, undefined, { signal: limit.signal }).then(
    () => {
      throw new Error(`not within ${String(RETURN)} ms: ${what}`);
    },
    () => undefined,
  );
  await Promise.race([work, late]).finally(() => limit.abort());
}
