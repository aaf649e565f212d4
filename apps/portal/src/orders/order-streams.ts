import { Readable } from 'node:stream';
import { orderSignalOf } from '@halles/domain/orders';
import { Lifecycle } from '@halles/platform/http';
import { TenantRegistry, TenantSignals } from '@halles/platform/tenancy';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { OrderStream, type Watcher } from './order-stream';
import { TooManyStreams } from './order-stream.errors';

/** Streams of a process at most: of one account (a telephone, a till, a few tabs), of one territory, of all. */
export const MOST_STREAMS = { account: 8, tenant: 1_000, process: 4_000 } as const;

/**
 * The open inboxes of this process. One connection to each database hears for all of them what happens to orders; nothing asks
 * a database again and again.
 */
@Injectable()
export class OrderStreams implements OnModuleInit, OnModuleDestroy {
  private readonly streams = new Set<OrderStream>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly signals: TenantSignals,
    private readonly registry: TenantRegistry,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.stops.push(
      this.signals.onSignal((role, subject) => this.tell(role, subject)),
      this.registry.onChange(() => this.endSuspended()),
      this.lifecycle.onDrain(() => this.endAll()),
    );
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
    this.endAll();
  }

  /** @throws TooManyStreams where one more would be too many */
  checkRoom(watcher: Watcher): void {
    if (!this.hasRoom(watcher)) throw new TooManyStreams({});
  }

  /** Opens a stream; one that is over at once where others took the room since it was asked for, or the process stops. */
  open(watcher: Watcher): Readable {
    if (this.lifecycle.draining || !this.hasRoom(watcher)) return Readable.from([]);
    const stream = new OrderStream(watcher, (closed) => this.streams.delete(closed));
    this.streams.add(stream);
    return stream.events;
  }

  private hasRoom({ ctx, accountId }: Watcher): boolean {
    const ofTenant = [...this.streams].filter(({ watcher }) => watcher.ctx.tenant.role === ctx.tenant.role);
    const ofAccount = ofTenant.filter(({ watcher }) => watcher.accountId === accountId);
    return (
      this.streams.size < MOST_STREAMS.process &&
      ofTenant.length < MOST_STREAMS.tenant &&
      ofAccount.length < MOST_STREAMS.account
    );
  }

  /** @param role undefined where anything may have happened, unheard: each page then asks for what there is */
  private tell(role: string | undefined, subject: string | undefined): void {
    const signalled = subject === undefined ? null : orderSignalOf(subject);
    if (role !== undefined && signalled === null) return;
    for (const stream of this.streams) {
      const { ctx, listingId } = stream.watcher;
      if (signalled === null) stream.tell('orders', 'unheard');
      else if (ctx.tenant.role === role && listingId === signalled.listingId)
        stream.tell(
          signalled.kind === 'opened' ? 'opened' : 'orders',
          signalled.kind === 'opened' ? signalled.orderId : 'changed',
        );
    }
  }

  private endSuspended(): void {
    const live = new Set(this.registry.all().flatMap(({ role, state }) => (state === 'live' ? [role] : [])));
    for (const stream of this.streams) if (!live.has(stream.watcher.ctx.tenant.role)) stream.end();
  }

  private endAll(): void {
    for (const stream of this.streams) stream.end();
  }
}
