import { PaymentEvents } from '@halles/domain/orders';
import { CurrentRequestId, PageNotFound, Public, RateLimit, RawBody } from '@halles/platform/http';
import { createContext, TenantRegistry } from '@halles/platform/tenancy';
import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { PaymentMetrics } from './payment-metrics';

/** Where the provider of payments says that something happened, for all territories: the one address that it knows. */
@Public()
@Controller('webhooks/stripe')
export class PaymentEventsController {
  constructor(
    private readonly events: PaymentEvents,
    private readonly registry: TenantRegistry,
    private readonly metrics: PaymentMetrics,
  ) {}

  /** Whoever it is not about, it is answered alike: only the signature is refused. */
  @Post()
  @RateLimit('event')
  @HttpCode(204)
  async receive(
    @RawBody() body: string,
    @Headers('stripe-signature') signature: string | undefined,
    @CurrentRequestId() requestId: string,
  ): Promise<void> {
    if (!this.events.isOffered) throw new PageNotFound({});
    const event = this.read(body, signature ?? '');
    const slug = event && (await this.events.tenantOf(event));
    const tenant = slug ? this.registry.bySlug(slug) : undefined;
    this.metrics.noteEvent(tenant ? 'noted' : 'of-nobody');
    if (event && tenant)
      await this.events.note(
        createContext(tenant, { kind: 'system', job: 'payment-event' }, requestId),
        event,
      );
  }

  /** @throws PaymentEventRefused */
  private read(body: string, signature: string): ReturnType<PaymentEvents['read']> {
    try {
      return this.events.read(body, signature);
    } catch (error) {
      this.metrics.noteEvent('refused');
      throw error;
    }
  }
}
