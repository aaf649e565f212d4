import { PaymentEvents } from '@halles/domain/orders';
import { CurrentRequestId, PageNotFound, Public, RateLimit, RawBody } from '@halles/platform/http';
import { createContext, TenantRegistry } from '@halles/platform/tenancy';
import { Controller, Headers, HttpCode, Post } from '@nestjs/common';

/** Where the provider of payments says that something happened, for all territories: the one address that it knows. */
@Public()
@Controller('webhooks/stripe')
export class PaymentEventsController {
  constructor(
    private readonly events: PaymentEvents,
    private readonly registry: TenantRegistry,
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
    const event = this.events.read(body, signature ?? '');
    const slug = event && (await this.events.tenantOf(event));
    const tenant = slug ? this.registry.bySlug(slug) : undefined;
    if (event && tenant)
      await this.events.note(
        createContext(tenant, { kind: 'system', job: 'payment-event' }, requestId),
        event,
      );
  }
}
