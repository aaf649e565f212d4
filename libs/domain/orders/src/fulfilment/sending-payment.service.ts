import type { OrderKind } from '@halles/contracts';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import { PaymentOffers } from '../payments/payment-offers.service';
import { collectedAlone, type FulfilmentSettings } from './fulfilment';
import { FulfilmentRepository } from './fulfilment.repository';

/** A card is held for six days: what is sent later is not paid online. The day of the order and the one of sending are among them. */
const ONLINE_DAYS = 5;

/**
 * What of its settings a shop offers. What is brought or sent costs a fee and is paid: where customers reserve, nothing is owed, and
 * they come for it. Who has an order sent can know, before ordering, how to pay: sending is paid before it, and is not offered
 * otherwise.
 */
@Injectable()
export class SendingPayment {
  constructor(
    private readonly repository: FulfilmentRepository,
    private readonly ordering: OrderingSettingsRepository,
    private readonly payments: PaymentOffers,
  ) {}

  /** What a shop offers. @param known what of it was read, or is to stand */
  async offered(
    tx: TenantTx,
    listingId: number,
    known: { readonly kind?: OrderKind; readonly settings?: FulfilmentSettings } = {},
  ): Promise<FulfilmentSettings> {
    const settings = known.settings ?? (await this.repository.find(tx, listingId));
    const isReserved = known.kind ? known.kind === 'reservation' : await this.isReserved(tx, listingId);
    if (isReserved) return collectedAlone(settings);
    return (await this.isUnpayable(tx, listingId, settings)) ? { ...settings, post: null } : settings;
  }

  /** Whether customers of a shop reserve, and owe nothing. */
  async isReserved(tx: TenantTx, listingId: number): Promise<boolean> {
    return (await this.ordering.find(tx, listingId))?.kind === 'reservation';
  }

  /**
   * Whether sending is on where orders are paid, and neither instructions nor payment online say how. @param settings those that
   * stand, or are to
   */
  async isMissing(tx: TenantTx, listingId: number, settings: FulfilmentSettings): Promise<boolean> {
    return (await this.isUnpayable(tx, listingId, settings)) && !(await this.isReserved(tx, listingId));
  }

  /** The same, of a shop whose customers owe money. */
  private async isUnpayable(tx: TenantTx, listingId: number, { post }: FulfilmentSettings): Promise<boolean> {
    if (post?.isOn !== true || post.instructions !== null) return false;
    return !(await this.payments.takesOnline(tx, listingId)) || post.rules.days > ONLINE_DAYS;
  }
}
