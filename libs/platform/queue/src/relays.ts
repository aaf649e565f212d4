import type { OutboxRelay } from '@halles/platform/outbox';

/** The relays of this process, one a database. */
export class Relays {
  constructor(readonly all: readonly OutboxRelay[]) {}

  /** Tells the relay of a database that one of its jobs is over. */
  jobOver(database: string): void {
    this.all.find((relay) => relay.database === database)?.jobOver();
  }
}
