import { ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Order } from '../order';
import { OrderNotFound } from '../order.errors';
import { OrderRepository } from '../order.repository';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import { OrderRefusedOnline } from './blocked-customers.errors';
import {
  type BlockedCustomer,
  BlockedCustomerRepository,
  type CustomerContact,
} from './blocked-customer.repository';

/** The longest reason that a shop writes down. */
export const MAX_BLOCK_REASON = 300;

/** So many are listed; a shop with more has another problem. */
const LISTED = 500;

/**
 * From whom a shop takes no orders online: each shop for itself, and nobody else sees it. An order that the shop enters for somebody
 * on the phone is taken all the same.
 */
@Injectable()
export class BlockedCustomers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly blocked: BlockedCustomerRepository,
    private readonly orders: OrderRepository,
    private readonly settings: OrderingSettingsRepository,
    private readonly listings: ListingService,
    private readonly clock: Clock,
  ) {}

  /** Those of a shop, the latest at the head. */
  list(ctx: TenantContext, listingId: number): Promise<BlockedCustomer[]> {
    return this.work.read(ctx, (tx) => this.blocked.list(tx, listingId, LISTED));
  }

  /** Whether the customer of an order is on the list of its shop. */
  isBlocked(ctx: TenantContext, order: Pick<Order, 'id' | 'listingId' | 'customer'>): Promise<boolean> {
    return this.work.read(ctx, async (tx) => {
      const contact = await this.contactOf(tx, order);
      return contact !== null && this.blocked.isBlocked(tx, order.listingId, contact);
    });
  }

  /**
   * Blocks the customer of an order, by the address and the phone that they left and the account that they were signed in to. Done twice it is done once.
   * @throws OrderNotFound also where it is another shop's, or its customer was erased
   */
  async block(
    ctx: TenantContext,
    { listingId, orderId }: { readonly listingId: number; readonly orderId: string },
    reason: string | null,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, listingId, orderId);
      if (!order?.customer) throw new OrderNotFound({});
      // Another order of the same customer may be touched at once.
      await this.settings.lock(tx, listingId);
      const contact = await this.contactOf(tx, order);
      if (contact === null || (await this.blocked.isBlocked(tx, listingId, contact))) return;
      const id = uuid();
      const now = this.clock.now();
      const { name } = order.customer;
      await this.blocked.insert(tx, listingId, { id, name, ...contact, reason, createdAt: now });
      await appendAudit(tx, 'order.customer-blocked', { listing: listingId, blocked: id }, now);
    });
  }

  /** Takes orders of somebody again, also where several rows are of them. Done twice it is done once. */
  async unblock(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.settings.lock(tx, listingId);
      if (!(await this.blocked.remove(tx, listingId, id))) return;
      const detail = { listing: listingId, blocked: id };
      await appendAudit(tx, 'order.customer-unblocked', detail, this.clock.now());
    });
  }

  /** As an order is placed. @throws OrderRefusedOnline its shop takes none of them */
  async check(tx: TenantTx, listingId: number, contact: CustomerContact): Promise<void> {
    if (!(await this.blocked.isBlocked(tx, listingId, contact))) return;
    const listing = await this.listings.findIn(tx, listingId);
    throw new OrderRefusedOnline({ phone: listing?.phone ?? null });
  }

  /** Forgets who was blocked so long ago. Returns how many. */
  @EraseAfter('blocked-customers', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx: TenantWriteTx) => this.blocked.removeBefore(tx, instant));
  }

  /** By what the customer of an order is known; null once they were erased. */
  private async contactOf(
    tx: TenantTx,
    { id, customer }: Pick<Order, 'id' | 'customer'>,
  ): Promise<CustomerContact | null> {
    if (customer === null) return null;
    const { email, phone } = customer;
    return { email, phone, accountId: await this.orders.accountOf(tx, id) };
  }
}
