import { pathTo, patternsOf } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { orderContactLink, OrderContacts } from '@halles/domain/orders';
import type { Locale } from '@halles/kernel';
import { formReader, inputOf, oneOf, Posted, type PostedForm } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  noContent,
  PageNotFound,
  Public,
  redirectTo,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { FollowedLink } from '../../params';
import { type Page, page } from '../../rendering/page';
import { CONTACT_ANSWERS, presentContact } from './order-contacts.presenter';

/** The button that was pressed; null for none that there is. */
const answerForm = formReader((values) => ({ input: oneOf(values, 'answer', CONTACT_ANSWERS) }));

/**
 * The page of a further address, for who reads it. Opening it changes nothing, however often: scanners and previews follow
 * every link of a mail. Only its buttons say yes, and no.
 */
@Public()
@Controller()
export class OrderContactController {
  constructor(
    private readonly contacts: OrderContacts,
    private readonly listings: ListingService,
  ) {}

  @Get([...patternsOf('orderContact'), ...patternsOf('orderContact.stop')])
  async show(
    @Ctx() ctx: TenantContext,
    @FollowedLink(orderContactLink, PageNotFound) { id, token }: FollowedLink,
  ): Promise<Page> {
    const contact = await this.contacts.find(ctx, id);
    const listing = contact && (await this.listings.find(ctx, contact.listingId));
    const found = contact && listing ? { contact, listing: listing.name } : null;
    return page('orders/order-contact', (scope) => presentContact(scope, found, token));
  }

  @Post(patternsOf('orderContact'))
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @FollowedLink(orderContactLink, PageNotFound) { id, token }: FollowedLink,
    @Posted() posted: PostedForm,
  ): Promise<HttpAnswer> {
    const answer = inputOf(answerForm.read(posted));
    if (answer === 'yes') await this.contacts.prove(ctx, id);
    if (answer === 'no') await this.contacts.decline(ctx, id);
    return redirectTo(pathTo('orderContact', locale, { token }));
  }

  /** A mail program whose user unsubscribes posts here by itself, without a page, and is not led elsewhere (RFC 8058, 3.1). */
  @Post(patternsOf('orderContact.stop'))
  async stop(
    @Ctx() ctx: TenantContext,
    @FollowedLink(orderContactLink, PageNotFound) { id }: FollowedLink,
  ): Promise<HttpAnswer> {
    await this.contacts.decline(ctx, id);
    return noContent();
  }
}
