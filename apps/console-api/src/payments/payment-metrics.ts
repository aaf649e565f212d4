import { type PaymentCounts, PaymentEvents, PaymentReconciliation } from '@halles/domain/orders';
import { Clock, MINUTE, SECOND } from '@halles/kernel';
import { type GaugeValues, InjectLog, type Log, Metrics } from '@halles/platform/observability';
import { createContext, type Tenant, TenantRegistry } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';

type Outcome = 'noted' | 'refused' | 'of-nobody';

/** So long figures of a territory are told again before it is asked anew. */
const FRESH = MINUTE;
/** So many territories are asked for one answer at most, those whose figures are the oldest: the others are told as they were. */
const ASKED_AT_ONCE = 20;
/** The gauges of one answer ask once. */
const ONE_ANSWER = 10 * SECOND;

/** What the operator watches of payments online: how many there are by state, and what has to be looked at. */
@Injectable()
export class PaymentMetrics implements OnModuleInit {
  /** By territory, as they were read last. */
  private readonly counts = new Map<string, PaymentCounts>();
  private readonly readAt = new Map<string, number>();
  private askedAt = 0;
  private countEvent: (labels: { readonly outcome: Outcome }) => void = () => undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly events: PaymentEvents,
    private readonly payments: PaymentReconciliation,
    private readonly registry: TenantRegistry,
    private readonly clock: Clock,
    @InjectLog() private readonly log: Log,
  ) {}

  onModuleInit(): void {
    if (!this.events.isOffered) return;
    this.countEvent = this.metrics.counter(
      'payment_events_total',
      'Events of the provider of payments since the start: noted, refused as forged or late, or of no territory here.',
      ['outcome'],
    );
    this.gauge('order_payments', 'Payments online of orders, by state.', 'state', ({ states }) => states);
    this.gauge(
      'order_payment_mismatches',
      'Where orders and the payments of the provider differ, and a person has to look.',
      'kind',
      ({ mismatches }) => mismatches,
    );
    this.gauge(
      'order_payment_problems',
      'Payments about which the provider refuses a capture or a refund, or that a bank contests.',
      'kind',
      ({ problems, contested }) => ({ refused: problems, contested }),
    );
  }

  /** Something arrived from the provider. */
  noteEvent(outcome: Outcome): void {
    this.countEvent({ outcome });
  }

  private gauge<L extends 'state' | 'kind'>(
    name: string,
    help: string,
    label: L,
    of: (counts: PaymentCounts) => Readonly<Record<string, number>>,
  ): void {
    this.metrics.gauge<L | 'tenant'>(name, help, ['tenant', label], async () => {
      await this.refresh();
      return [...this.counts].flatMap(([tenant, counts]) =>
        Object.entries(of(counts)).map(([value, count]) => ({
          labels: { tenant, [label]: value } as Record<L | 'tenant', string>,
          value: count,
        })),
      ) satisfies GaugeValues<L | 'tenant'>;
    });
  }

  /** Asks some territories; one that does not answer keeps what was known of it. */
  private async refresh(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.askedAt < ONE_ANSWER) return;
    this.askedAt = now;
    const tenants = this.registry.all();
    const slugs = new Set(tenants.map(({ slug }) => slug));
    for (const known of [this.counts, this.readAt])
      for (const slug of known.keys()) if (!slugs.has(slug)) known.delete(slug);
    const readAt = ({ slug }: Tenant): number => this.readAt.get(slug) ?? 0;
    const due = tenants
      .filter((tenant) => now - readAt(tenant) >= FRESH)
      .sort((one, other) => readAt(one) - readAt(other))
      .slice(0, ASKED_AT_ONCE);
    for (const tenant of due) {
      this.readAt.set(tenant.slug, now);
      await this.read(tenant);
    }
  }

  private async read(tenant: Tenant): Promise<void> {
    const ctx = createContext(tenant, { kind: 'system', job: 'payment-metrics' }, 'metrics');
    try {
      this.counts.set(tenant.slug, await this.payments.counts(ctx));
    } catch (error) {
      this.log.warn({ err: error, tenant: tenant.slug }, 'payments were not counted');
    }
  }
}
