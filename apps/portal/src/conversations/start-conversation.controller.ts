import { patternsOf, pathTo } from '@halles/contracts';
import { ConversationKeyReused, ConversationService, Messaging } from '@halles/domain/conversations';
import type { Listing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type FormState, Posted, type PostedForm, PublicForms } from '@halles/platform/forms';
import { Ctx, type HttpAnswer, json, PortalRequest, Public } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { AccountAccess } from '../accounts';
import { Done, ListingParam, redirectDone } from '../params';
import { type Page, page, type PageOptions } from '../rendering/page';
import { type StartFields, startForm } from './conversation.form';
import { CustomerConversations } from './customer-conversations.service';
import { presentStart } from './start-conversation.presenter';

/** Somebody writes to a shop, with a first name and an address for the answer. Works without JavaScript; answers JSON to programs. */
@Public()
@Controller()
export class StartConversationController {
  constructor(
    private readonly messaging: Messaging,
    private readonly conversations: ConversationService,
    private readonly customers: CustomerConversations,
    private readonly forms: PublicForms,
    private readonly access: AccountAccess,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('conversation.start'))
  async form(
    @Ctx() ctx: TenantContext,
    @ListingParam() listing: Listing,
    @Done(['erased']) done: 'erased' | null,
  ): Promise<Page> {
    await this.messaging.check(ctx, listing.id);
    return this.page(ctx, listing, await this.forms.blank(ctx, `conversation/${listing.id}`), done !== null);
  }

  @Post(patternsOf('conversation.start'))
  send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @ListingParam() listing: Listing,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.forms.submit<StartFields, Page | HttpAnswer>({
      ctx,
      client,
      name: `conversation/${listing.id}`,
      form: startForm,
      posted,
      keyReused: ConversationKeyReused,
      use: async (input, idempotencyKey) => {
        const session = await this.access.find(ctx, client.cookies);
        const by = { locale, accountId: session?.account.id ?? null };
        const { id } = await this.conversations.start(ctx, listing.id, { ...input, idempotencyKey }, by);
        const path = pathTo('conversation', locale, { token: this.customers.token(ctx, id) });
        return client.isProgram
          ? json({ conversation: path }, { location: path, 'cache-control': 'no-store' }, 201)
          : redirectDone(path, 'sent');
      },
      again: ({ state, ...answer }) => this.page(ctx, listing, state, false, answer),
    });
  }

  private async page(
    ctx: TenantContext,
    listing: Listing,
    form: FormState,
    isErased: boolean,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { away } = await this.messaging.settings(ctx, listing.id);
    const now = this.clock.now().getTime();
    return page('conversations/start', presentStart(listing, { form, isErased, away }, now), answer);
  }
}
