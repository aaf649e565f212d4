import type { TenantSettings, TenantState } from '@halles/contracts';
import type { EntityManager } from 'typeorm';

declare const brand: unique symbol;

export interface TenantHost {
  /** Lower-case punycode, no port, no trailing dot. */
  readonly host: string;
  readonly kind: 'subdomain' | 'custom';
  readonly canonical: boolean;
  /** Custom domains serve only once their ownership is proved. */
  readonly verified: boolean;
}

/** An entry of the registry: frozen, shared by every request of the process until the registry changes. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly state: TenantState;
  /** When it came into its state; null where that was not kept. */
  readonly stateSince: Date | null;
  /** Name of the database that the tenant lives on. */
  readonly database: string;
  /** Login role and schema: opaque, the same word, never the town's name. */
  readonly role: string;
  readonly schema: string;
  readonly hosts: readonly TenantHost[];
  readonly canonicalHost: string;
  readonly settings: TenantSettings;
  /** Megabytes that its files may take; null where the limit of the installation holds (`MEDIA_QUOTA_MB`). */
  readonly storageQuotaMb: number | null;
  /** It was imported from an archive whose territory goes on elsewhere: what it holds was promised there, and paid there. */
  readonly isCopy: boolean;
  /** Grows with each change of the entry: part of every cache key. */
  readonly version: number;
}

/**
 * Who acts. Visitors have no account; `account` is one of the tenant's; `agent` works for the territory and `operator` for
 * the installation, both from the console (or the operator from the command line); `system` is a job.
 */
export type Actor =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'agent'; readonly accountId: string }
  | { readonly kind: 'operator'; readonly accountId: string | null }
  | { readonly kind: 'system'; readonly job: string };

/** Who is asking, and on which territory. Immutable; built once at the border (HTTP, socket, job, command line). */
export interface TenantContext {
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly requestId: string;
  /** Of who acts by somebody's leave: what must hold in each transaction that writes. */
  readonly condition?: WriteCondition;
}

/**
 * Asked at the head of each transaction in which a context writes, with locks that last as long as it: what is taken back
 * meanwhile stops the write, or waits until it is done.
 * @throws where it does not hold: nothing is written
 */
export type WriteCondition = (tx: TenantWriteTx) => Promise<void>;

/**
 * A connection of one tenant's own role, inside `UnitOfWork.read` or `.write`. Repositories take it; only UnitOfWork
 * makes one, so a call without a tenant does not compile.
 */
export interface TenantTx {
  readonly ctx: TenantContext;
  readonly manager: EntityManager;
  readonly [brand]: 'read' | 'write';
}

/** A transaction that may write. */
export interface TenantWriteTx extends TenantTx {
  readonly [brand]: 'write';
}

/** Builds the context of one request, job or command. @param condition of who acts by somebody's leave */
export function createContext(
  tenant: Tenant,
  actor: Actor,
  requestId: string,
  condition?: WriteCondition,
): TenantContext {
  const context = { tenant, actor: Object.freeze({ ...actor }), requestId };
  return Object.freeze(condition === undefined ? context : { ...context, condition });
}
