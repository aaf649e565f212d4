import type { DatabaseAddress } from '@halles/platform/database';
import { DatabaseChannel } from './database-channel';
import type { TenantWriteTx } from './tenant';

/** The channel of signals: the name of a tenant's role, and what happened. */
const SIGNAL_CHANNEL = 'halles_signal';

/** A signal is a name and ids, never contents: whoever receives it reads the tables, with their own rights. */
const SIGNAL = /^(t_[0-9a-f]{12}) ([a-z]+(?: [0-9a-f-]{1,36}){1,3})$/;

/** NOTIFY takes no parameters, so the payload is validated before it is written. @throws Error where it is no signal */
function announcement(role: string, subject: string): string {
  const payload = `${role} ${subject}`;
  if (!SIGNAL.test(payload)) throw new Error(`"${payload}" is no signal`);
  return `NOTIFY ${SIGNAL_CHANNEL}, '${payload}'`;
}

/**
 * Signals that something happened, to the pages that are open. Delivered when the transaction commits, and not stored: the
 * tables have what it is about.
 * @param subject a name, and at most three ids
 */
export async function signal(tx: TenantWriteTx, subject: string): Promise<void> {
  await tx.manager.query(announcement(tx.ctx.tenant.role, subject));
}

/**
 * @param role whose data it is; undefined where signals of any tenant may have been lost
 * @param subject what it is about
 */
export type SignalListener = (role: string | undefined, subject: string | undefined) => void;

/**
 * What happens in tenants, for pages that stay open. A signal may be superfluous, which costs a reading; for those that were
 * lost with a connection one comes once it is back.
 */
export abstract class TenantSignals {
  /** @returns a function that removes the listener */
  abstract onSignal(listener: SignalListener): () => void;
}

/** Signals of the databases (LISTEN). Connects when the first listener is added. */
export class DatabaseTenantSignals extends TenantSignals {
  private readonly channel: DatabaseChannel;
  private readonly listeners = new Set<SignalListener>();

  constructor(addresses: ReadonlyMap<string, DatabaseAddress>, masterKey: string) {
    super();
    this.channel = new DatabaseChannel(addresses, masterKey, SIGNAL_CHANNEL, (payload) =>
      this.publish(payload),
    );
  }

  onSignal(listener: SignalListener): () => void {
    this.channel.startOnce();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether the signals of a database are received at the moment. */
  isConnected(database: string): boolean {
    return this.channel.isListening(database);
  }

  async stop(): Promise<void> {
    await this.channel.stop();
  }

  private publish(payload: string | undefined): void {
    const [, role, subject] = SIGNAL.exec(payload ?? '') ?? [];
    // Any role that may connect may notify this channel: payloads that are no signal are ignored.
    if (payload !== undefined && role === undefined) return;
    for (const listener of this.listeners) listener(role, subject);
  }
}
