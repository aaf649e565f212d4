import type { DatabaseAddress } from '@halles/platform/database';
import { DatabaseChannel } from './database-channel';
import type { TenantWriteTx } from './unit-of-work';

/** Channel on which tenants say that something happened: the name of their role, and of what. */
const SIGNAL_CHANNEL = 'halles_signal';

/** What is said is a name and ids, never contents: whoever hears it reads what is there, with their own rights. */
const SIGNAL = /^(t_[0-9a-f]{12}) ([a-z]+(?: [0-9a-f-]{1,36}){1,3})$/;

/** NOTIFY takes no parameters: what is said is looked at before it is written. @throws Error where it is no signal */
function announcement(role: string, subject: string): string {
  const payload = `${role} ${subject}`;
  if (!SIGNAL.test(payload)) throw new Error(`"${payload}" is no signal`);
  return `NOTIFY ${SIGNAL_CHANNEL}, '${payload}'`;
}

/**
 * Says that something happened, to whoever watches at this moment. Heard when the transaction commits, and by nobody who
 * was away: what it is about is in the tables.
 * @param subject a name, and at most three ids
 */
export async function signal(tx: TenantWriteTx, subject: string): Promise<void> {
  await tx.manager.query(announcement(tx.ctx.tenant.role, subject));
}

/**
 * @param role whose data it is; undefined where anything of any tenant may have happened, unheard
 * @param subject what it is about
 */
export type SignalListener = (role: string | undefined, subject: string | undefined) => void;

/**
 * What happens in tenants at this moment, for pages that stay open. A signal may come for nothing, and costs a reading then;
 * one that was not heard is made up for after the connection is back.
 */
export abstract class TenantSignals {
  /** @returns the way to stop listening */
  abstract onSignal(listener: SignalListener): () => void;
}

/** Signals that the databases announce (LISTEN). Connects with the first listener: a process that watches nothing never does. */
export class DatabaseTenantSignals extends TenantSignals {
  private readonly channel: DatabaseChannel;
  private readonly listeners = new Set<SignalListener>();

  constructor(addresses: ReadonlyMap<string, DatabaseAddress>, masterKey: string) {
    super();
    this.channel = new DatabaseChannel(addresses, masterKey, SIGNAL_CHANNEL, (payload) => this.tell(payload));
  }

  onSignal(listener: SignalListener): () => void {
    this.channel.startOnce();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether signals of the databases are heard. */
  isConnected(database: string): boolean {
    return this.channel.isListening(database);
  }

  async stop(): Promise<void> {
    await this.channel.stop();
  }

  private tell(payload: string | undefined): void {
    const [, role, subject] = SIGNAL.exec(payload ?? '') ?? [];
    // Anybody who may connect may say something here: what is no signal is none.
    if (payload !== undefined && role === undefined) return;
    for (const listener of this.listeners) listener(role, subject);
  }
}
