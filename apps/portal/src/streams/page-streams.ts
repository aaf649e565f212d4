import { Readable } from 'node:stream';
import { Lifecycle } from '@halles/platform/http';
import { TenantRegistry, TenantSignals } from '@halles/platform/tenancy';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PageStream, type Subscriber } from './page-stream';
import { TooManyStreams } from './stream.errors';

/** Open streams of a process at most: for one account (a telephone, a till, a few tabs), for one territory, and in all. */
export const MAX_STREAMS = { account: 8, tenant: 1_000, process: 4_000 } as const;

/** The streams to the open pages of this process. One connection to each database listens for all of them: nothing polls. */
@Injectable()
export class PageStreams implements OnModuleInit, OnModuleDestroy {
  private readonly streams = new Set<PageStream>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly signals: TenantSignals,
    private readonly registry: TenantRegistry,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.stops.push(
      this.signals.onSignal((role, subject) => this.publish(role, subject)),
      this.registry.onChange(() => this.endSuspended()),
      this.lifecycle.onDrain(() => this.endAll()),
    );
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
    this.endAll();
  }

  /** @throws TooManyStreams when a limit is reached */
  checkCapacity(subscriber: Subscriber): void {
    if (!this.hasCapacity(subscriber)) throw new TooManyStreams({});
  }

  /** Opens a stream. It is empty when a limit was reached meanwhile or the process is stopping: the browser then tries again. */
  open(subscriber: Subscriber): Readable {
    if (this.lifecycle.draining || !this.hasCapacity(subscriber)) return Readable.from([]);
    const stream = new PageStream(subscriber, (closed) => this.streams.delete(closed));
    this.streams.add(stream);
    return stream.events;
  }

  private hasCapacity({ ctx, accountId }: Subscriber): boolean {
    const ofTenant = [...this.streams].filter(
      ({ subscriber }) => subscriber.ctx.tenant.role === ctx.tenant.role,
    );
    const ofAccount = ofTenant.filter(({ subscriber }) => subscriber.accountId === accountId);
    return (
      this.streams.size < MAX_STREAMS.process &&
      ofTenant.length < MAX_STREAMS.tenant &&
      ofAccount.length < MAX_STREAMS.account
    );
  }

  /** @param role undefined when signals may have been lost: every page then loads itself again */
  private publish(role: string | undefined, subject: string | undefined): void {
    for (const stream of this.streams) {
      const { ctx, eventOf } = stream.subscriber;
      if (role !== undefined && ctx.tenant.role !== role) continue;
      const event = eventOf(role === undefined ? undefined : subject);
      if (event !== null) stream.send(event);
    }
  }

  private endSuspended(): void {
    const live = new Set(this.registry.all().flatMap(({ role, state }) => (state === 'live' ? [role] : [])));
    for (const stream of this.streams) if (!live.has(stream.subscriber.ctx.tenant.role)) stream.end();
  }

  private endAll(): void {
    for (const stream of this.streams) stream.end();
  }
}
