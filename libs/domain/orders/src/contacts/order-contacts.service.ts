import { GrantService } from '@halles/domain/accounts';
import { holdListing, ListingNotFound } from '@halles/domain/listings';
import { Clock, type Locale, normalizeEmail } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { EraseAfter } from '@halles/platform/scheduling';
import { appendAudit, SignedLinks, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { confirmContact } from '../order.events';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import { OrderingShops } from '../ordering-shops.service';
import {
  isAsked,
  type ListedContact,
  MAX_ORDER_CONTACTS,
  type OrderContact,
  orderContactLink,
} from './order-contact';
import { OrderContactKnown, OrderContactsFull } from './order-contact.errors';
import { OrderContactRepository } from './order-contact.repository';

/** Further addresses that the orders of a shop go to, once their readers said that they are theirs. */
@Injectable()
export class OrderContacts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contacts: OrderContactRepository,
    private readonly shops: OrderingShops,
    private readonly grants: GrantService,
    private readonly settings: OrderingSettingsRepository,
    private readonly links: SignedLinks,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Those of a shop. */
  list(ctx: TenantContext, listingId: number): Promise<ListedContact[]> {
    return this.work.read(ctx, (tx) => this.contacts.list(tx, listingId));
  }

  /**
   * Asks the reader of an address by mail. The same address again asks anew, where nobody answered; where they did, nothing is done.
   * @throws ListingNotFound, OrderContactsFull, OrderContactKnown
   */
  async add(ctx: TenantContext, listingId: number, typed: string, locale: Locale): Promise<void> {
    const email = normalizeEmail(typed);
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId)) || !(await this.settings.isOfShop(tx, listingId)))
        throw new ListingNotFound({});
      const handlers = await this.shops.handlersOf(tx, listingId);
      const members = await this.grants.membersOf(tx, listingId);
      if (members.some(({ account }) => account.email === email && handlers.includes(account.id)))
        throw new OrderContactKnown({});
      const now = this.clock.now();
      const id = await this.contacts.ask(tx, { id: uuid(), listingId, email, locale, createdAt: now });
      if (id === null) return;
      if ((await this.contacts.list(tx, listingId)).length > MAX_ORDER_CONTACTS)
        throw new OrderContactsFull({});
      await this.outbox.append(tx, confirmContact(id));
      await appendAudit(tx, 'order-contact.asked', { listing: listingId, contact: id }, now);
    });
  }

  /** Removes an address of a shop: nothing more goes there, nor what waits to be sent. Done twice it is done once. */
  async remove(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    await this.end(ctx, id, 'merchant', (contact) => contact.listingId === listingId);
  }

  /** What the link of an address says behind its path. */
  token(ctx: TenantContext, id: string): string {
    return this.links.issue(ctx, orderContactLink, { id, serial: 0 });
  }

  /** An address that is used, or whose reader can still say yes; null where neither is so, or it is gone. */
  async find(ctx: TenantContext, id: string): Promise<OrderContact | null> {
    const contact = await this.work.read(ctx, (tx) => this.contacts.find(tx, id));
    return contact && (contact.provenAt !== null || isAsked(contact, this.clock.now())) ? contact : null;
  }

  /** Its reader says yes: from now on orders go there. Nothing is done where the time of the link is over. */
  async prove(ctx: TenantContext, id: string): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      const contact = await this.contacts.lock(tx, id);
      if (!contact || !isAsked(contact, now) || !(await this.contacts.prove(tx, id, now))) return;
      await appendAudit(tx, 'order-contact.proven', { listing: contact.listingId, contact: id }, now);
    });
  }

  /** Its reader says no, or not any more. Done twice it is done once. */
  async decline(ctx: TenantContext, id: string): Promise<void> {
    await this.end(ctx, id, 'reader', () => true);
  }

  /** Removes addresses whose readers said nothing while the link counted. Returns how many. */
  @EraseAfter('order-contacts', { days: 7 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, async (tx) =>
      this.contacts.remove(tx, await this.contacts.unprovenBefore(tx, instant)),
    );
  }

  private async end(
    ctx: TenantContext,
    id: string,
    by: 'merchant' | 'reader',
    mayEnd: (contact: OrderContact) => boolean,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const contact = await this.contacts.lock(tx, id);
      if (!contact || !mayEnd(contact)) return;
      await this.contacts.remove(tx, [id]);
      const { listingId: listing } = contact;
      await appendAudit(tx, 'order-contact.removed', { listing, contact: id, by }, this.clock.now());
    });
  }
}
