import { recipientOf } from '@halles/domain/accounts';
import { type CountedBy, DeliveryService } from '@halles/domain/deliveries';
import { type Listing, ListingService } from '@halles/domain/listings';
import {
  type ForShop,
  isUnpriced,
  type MailedOrder,
  orderAnswerLink,
  orderContactLink,
  orderSilenceLink,
} from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import type { MailDefinition } from '@halles/platform/mail';
import type { Job } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** By which the page of an answer begins with what refuses. */
const REFUSING = 'choix=refuser';

/** Mails about an order to one of those who handle the orders of its shop. */
@Injectable()
export class ShopMailer {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  /**
   * Sends once for each job; nothing where the business is gone, or there is nobody to send to. The reader of a further
   * address may end it, also from their mail program.
   * @param modelOf fills the mail in; `forShop` is what every mail to a shop has
   * @param counted as `DeliveryService.deliver` takes it
   * @throws PermanentFailure when the server refuses for good
   */
  async deliver<Model>(
    job: Job,
    found: MailedOrder,
    mail: MailDefinition<Model>,
    modelOf: (listing: Listing, forShop: ForShop) => Model,
    counted?: CountedBy,
  ): Promise<void> {
    const listing = await this.listings.find(job.ctx, found.order.listingId);
    const sent = this.recipient(job.ctx, found);
    if (!listing || !sent) return;
    const { forShop, ...to } = sent;
    const request = { mail, ...to, model: modelOf(listing, forShop) };
    await this.deliveries.deliverUnlessBounced(job, request, counted);
  }

  /** The pages that accept and refuse the order without an account, for the recipient that the job is of. */
  answerUrls(job: Job, found: MailedOrder): { readonly acceptUrl: string; readonly refuseUrl: string } {
    const token = this.signed.issue(job.ctx, orderAnswerLink, { id: job.ref, serial: 0 });
    const links = new PortalLinks(this.config, job.ctx.tenant);
    const acceptUrl = links.to('order.answer', localeOf(found), { token });
    const refuseUrl = `${acceptUrl}?${REFUSING}`;
    // There is nothing to accept of a list without prices.
    return isUnpriced(found.order)
      ? { acceptUrl: this.listUrl(job.ctx, found), refuseUrl }
      : { acceptUrl, refuseUrl };
  }

  /** Where a list is answered with prices, in the merchant's space. */
  listUrl(ctx: TenantContext, found: MailedOrder): string {
    const { id: order, listingId: listing } = found.order;
    const links = new PortalLinks(this.config, ctx.tenant);
    return links.to('merchant.orderList', localeOf(found), { listing, order });
  }

  /** The page on which the recipient that the job is of takes a pause, or says that the shop is there. */
  silenceUrl(job: Job, found: MailedOrder): string {
    const token = this.signed.issue(job.ctx, orderSilenceLink, { id: job.ref, serial: 0 });
    return new PortalLinks(this.config, job.ctx.tenant).to('order.silence', localeOf(found), { token });
  }

  private recipient(ctx: TenantContext, found: MailedOrder) {
    const { order, account, contact } = found;
    const links = new PortalLinks(this.config, ctx.tenant);
    const locale = localeOf(found);
    const orderUrl = links.to('merchant.order', locale, { listing: order.listingId, order: order.id });
    if (account) return { locale, to: recipientOf(account), forShop: { orderUrl, stopUrl: null } };
    if (!contact) return null;
    const token = this.signed.issue(ctx, orderContactLink, { id: contact.id, serial: 0 });
    return {
      locale,
      to: { name: '', address: contact.email, isProven: true },
      unsubscribeUrl: links.to('orderContact.stop', locale, { token }),
      forShop: { orderUrl, stopUrl: links.to('orderContact', locale, { token }) },
    };
  }
}

const localeOf = ({ order, account, contact }: MailedOrder): Locale =>
  account?.locale ?? contact?.locale ?? order.locale;
