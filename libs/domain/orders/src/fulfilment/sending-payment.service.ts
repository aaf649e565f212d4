import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import { PaymentOffers } from '../payments/payment-offers.service';
import type { FulfilmentSettings } from './fulfilment';
import { FulfilmentRepository } from './fulfilment.repository';

/** A card is held for six days: what is sent later is not paid online. The day of the order and the one of sending are among them. */
const ONLINE_DAYS = 5;

/** Whether who has an order sent can know, before ordering, how to pay: sending is paid before it, and is not offered otherwise. */
@Injectable()
export class SendingPayment {
  constructor(
    private readonly repository: FulfilmentRepository,
    private readonly ordering: OrderingSettingsRepository,
    private readonly payments: PaymentOffers,
  ) {}

  /** What a shop offers: without sending, where nobody could know how to pay for it. */
  async offered(tx: TenantTx, listingId: number): Promise<FulfilmentSettings> {
    const settings = await this.repository.find(tx, listingId);
    return (await this.isMissing(tx, listingId, settings)) ? { ...settings, post: null } : settings;
  }

  /** Whether sending is on, and neither instructions nor payment online say how it is paid. @param settings those that stand, or are to */
  async isMissing(tx: TenantTx, listingId: number, { post }: FulfilmentSettings): Promise<boolean> {
    if (post?.isOn !== true || post.instructions !== null) return false;
    const isSale = (await this.ordering.find(tx, listingId))?.kind === 'order';
    const isOnline = isSale && (await this.payments.takesOnline(tx, listingId));
    return !isOnline || post.rules.days > ONLINE_DAYS;
  }
}
