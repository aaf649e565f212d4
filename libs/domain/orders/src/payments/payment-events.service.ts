import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EventRefused, type GatewayEvent, GatewayRefusal, PaymentGateway } from '@halles/platform/payments';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { checkAccount, settlePayment } from '../order.events';
import { OrderPaymentRepository } from './order-payment.repository';
import { PaymentAccountRepository } from './payment-account.repository';
import { PaymentEventRefused } from './payment.errors';

/**
 * Events of the provider. One says that something happened to a payment or an account of ours, and is believed in nothing else:
 * what is true is asked, once for each event.
 */
@Injectable()
export class PaymentEvents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly payments: OrderPaymentRepository,
    private readonly accounts: PaymentAccountRepository,
    private readonly gateway: PaymentGateway,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Whether the installation has a provider. */
  get isOffered(): boolean {
    return this.gateway.isOffered;
  }

  /** Reads what arrived; null where it concerns nobody here. @throws PaymentEventRefused it is not signed, or too old */
  read(body: string, signature: string): GatewayEvent | null {
    try {
      return this.gateway.event(body, signature);
    } catch (error) {
      if (error instanceof EventRefused) throw new PaymentEventRefused({}, [], { cause: error });
      throw error;
    }
  }

  /** The territory that an event concerns, by what we wrote on the payment or the account; null for none. */
  async tenantOf({ tenant, account }: GatewayEvent): Promise<string | null> {
    if (tenant !== null) return tenant;
    try {
      // What a bank contests bears no word of ours.
      return (await this.gateway.account(account)).tenant;
    } catch (error) {
      if (error instanceof GatewayRefusal) return null;
      throw error;
    }
  }

  /** Has asked what is true of the payment or the account. Of an event that came before, or of others, nothing comes. */
  async note(ctx: TenantContext, event: GatewayEvent): Promise<void> {
    const { orderId, payment, account } = event;
    await this.work.write(ctx, async (tx) => {
      const ref = orderId ?? (payment === null ? null : await this.payments.orderOf(tx, payment));
      const row = ref === null ? null : await this.payments.find(tx, ref);
      const id = row ? null : await this.accounts.idOf(tx, account);
      // What a merchant writes on payments of their own account is theirs to write: the account is what counts.
      const job = row
        ? row.account === account && settlePayment(row.orderId)
        : id !== null && checkAccount(id);
      if (!job) return;
      if (!(await this.payments.noteEvent(tx, event.id, this.clock.now()))) return;
      await this.outbox.append(tx, job);
    });
  }

  /** Forgets which events arrived, thirty days after: the provider repeats none for longer than three. Returns how many. */
  @EraseAfter('payment-events', { days: 30 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.payments.eraseEvents(tx, instant));
  }
}
