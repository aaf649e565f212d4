import { isDeepStrictEqual } from 'node:util';
import { ProductIndex } from '@halles/domain/catalogue';
import { holdListing, ListingNotFound } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import { PickupToday } from '../pickup-today.service';
import { bringsOrSends, type FulfilmentSettings, waysOf } from './fulfilment';
import { FulfilmentMissing, ReservationNotSent, SendingPaymentMissing } from './fulfilment.errors';
import { FulfilmentRepository } from './fulfilment.repository';
import { SendingPayment } from './sending-payment.service';

/** Whether delivery or sending is on after a change of it. Pure. */
const addsSending = (before: FulfilmentSettings, after: FulfilmentSettings): boolean =>
  (after.delivery?.isOn === true && !isDeepStrictEqual(before.delivery, after.delivery)) ||
  (after.post?.isOn === true && !isDeepStrictEqual(before.post, after.post));

/** How a shop's orders reach its customers: what its merchant says. */
@Injectable()
export class FulfilmentSettingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly repository: FulfilmentRepository,
    private readonly sending: SendingPayment,
    private readonly ordering: OrderingSettingsRepository,
    private readonly index: ProductIndex,
    private readonly today: PickupToday,
    private readonly clock: Clock,
  ) {}

  find(ctx: TenantContext, listingId: number): Promise<FulfilmentSettings> {
    return this.work.read(ctx, (tx) => this.repository.find(tx, listingId));
  }

  /** Whether sending is on, and not offered since nothing says how it is paid. */
  lacksSendingPayment(ctx: TenantContext, listingId: number): Promise<boolean> {
    return this.work.read(ctx, async (tx) =>
      this.sending.isMissing(tx, listingId, await this.repository.find(tx, listingId)),
    );
  }

  /** Whether customers reserve, and whether delivery or sending is on and not offered for that. */
  reserved(
    ctx: TenantContext,
    listingId: number,
  ): Promise<{ readonly isReserved: boolean; readonly isStopped: boolean }> {
    return this.work.read(ctx, async (tx) => {
      const isReserved = await this.sending.isReserved(tx, listingId);
      return {
        isReserved,
        isStopped: isReserved && bringsOrSends(await this.repository.find(tx, listingId)),
      };
    });
  }

  /**
   * Changes what stands, one change after the other; what is decided as null stays. Orders that were placed stay as they were agreed upon.
   * @throws ListingNotFound also where the account that says so works on the page no more
   * @throws ReservationNotSent its customers reserve, and would have something brought or sent
   * @throws SendingPaymentMissing nobody could know how to pay for what is sent
   * @throws FulfilmentMissing nothing would be left of a shop that takes orders
   */
  async change(
    ctx: TenantContext,
    listingId: number,
    decide: (before: FulfilmentSettings) => FulfilmentSettings | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId)) || !(await this.ordering.isOfShop(tx, listingId)))
        throw new ListingNotFound({});
      const isOpen = (await this.ordering.lock(tx, listingId))?.isOpen ?? false;
      const before = await this.repository.find(tx, listingId);
      const after = decide(before);
      if (after === null) return;
      const isUnpaid = await this.sending.isMissing(tx, listingId, after);
      // A shop that was like that before changes the rest of its settings all the same.
      if (isUnpaid && !isDeepStrictEqual(before.post, after.post)) throw new SendingPaymentMissing({});
      if ((await this.sending.isReserved(tx, listingId)) && addsSending(before, after))
        throw new ReservationNotSent({});
      const offered = await this.sending.offered(tx, listingId, { settings: after });
      if (isOpen && waysOf(offered).length === 0) throw new FulfilmentMissing({});
      const now = this.clock.now();
      await this.store(tx, listingId, before, after, now);
      await this.ordering.touch(tx, listingId, now);
      await this.today.refresh(tx, listingId);
      // Lists say which ways there are.
      await this.index.show(tx, listingId);
      await appendAudit(tx, 'ordering.changed', { listing: listingId, open: isOpen }, now);
    });
  }

  private async store(
    tx: TenantWriteTx,
    listingId: number,
    before: FulfilmentSettings,
    { isPickupOn, delivery, post, points }: FulfilmentSettings,
    now: Date,
  ): Promise<void> {
    const pickup = { fulfilment: 'pickup', isOn: isPickupOn, rules: null, instructions: null } as const;
    await this.repository.save(tx, listingId, pickup, now);
    if (delivery)
      await this.repository.save(
        tx,
        listingId,
        { fulfilment: 'delivery', instructions: null, ...delivery },
        now,
      );
    if (post) await this.repository.save(tx, listingId, { fulfilment: 'post', ...post }, now);
    const left = new Set(points.map(({ id }) => id));
    for (const { id } of before.points)
      if (!left.has(id)) await this.repository.removePoint(tx, listingId, id);
    for (const point of points) await this.repository.savePoint(tx, listingId, point, now);
  }
}
