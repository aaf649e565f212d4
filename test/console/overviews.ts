import { type Overview, type TenantRow, overviewSchema } from '@halles/contracts';

/** A territory, live and up to date unless a test says otherwise. */
export function aTenant(slug: string, changes: Partial<TenantRow> = {}): TenantRow {
  const host = { host: `${slug}.localhost`, kind: 'subdomain', canonical: true, verified: true } as const;
  return {
    slug,
    title: slug,
    territory: slug,
    state: 'live',
    database: 'main',
    migration: '0003-contact',
    migrationState: 'done',
    url: `http://${slug}.localhost:3000`,
    folderErrors: [],
    hosts: [host],
    ...changes,
  };
}

type EngineState = Overview['health']['engines'][number]['state'];

/** An overview of two engines where all is well unless a test says otherwise, checked against the contract. */
export function anOverview(
  changes: {
    readonly tenants?: readonly TenantRow[];
    readonly dead?: number;
    readonly redis?: EngineState;
    readonly mail?: EngineState;
  } = {},
): Overview {
  const engine = (name: 'redis' | 'mail', state: EngineState): Overview['health']['engines'][number] => ({
    name,
    state,
    version: null,
    latencyMs: null,
    note: '',
  });
  return overviewSchema.parse({
    health: {
      at: '2026-11-25T08:00:00Z',
      engines: [engine('redis', changes.redis ?? 'up'), engine('mail', changes.mail ?? 'up')],
      outbox: { pending: 0, queued: 0, dead: changes.dead ?? 0, oldestPendingSeconds: null },
    },
    tenants: changes.tenants ?? [aTenant('bordeaux'), aTenant('valence')],
  });
}
