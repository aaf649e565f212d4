import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { ClaimantService, TransferService } from '@halles/domain/claims';
import { Clock, type Locale } from '@halles/kernel';
import { inputOf, Posted, type PostedForm, PublicForms, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, type OnModuleInit, Param, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { claimantOf, claimPage } from '../claims';
import { MerchantRequest, MerchantSections, MerchantSpace } from '../merchant-space';
import { EditorSessions } from '../profiles';
import type { Page, PageOptions } from '../rendering/page';
import { Done, redirectDone } from '../params';
import { answerForm, offerForm, releaseForm } from './transfer.form';
import { presentOffer, presentTransfer, type TransferForms } from './transfer.presenter';

/** Key of the page in the menu of a business's space. */
const SECTION = 'transfer';

/** An owner hands a listing over, or gives it up; whoever it is offered to answers. */
@Controller()
export class TransferController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly editors: EditorSessions,
    private readonly forms: PublicForms,
    private readonly claimants: ClaimantService,
    private readonly transfers: TransferService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.register({
      key: SECTION,
      label: 'transfers.titles.offer',
      permission: 'listing.release',
      icon: 'user',
      order: 95,
      route: 'transfer.offer',
    });
  }

  @Requires('listing.release')
  @Get(patternsOf('transfer.offer'))
  form(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Done(['cancelled']) done: 'cancelled' | null,
  ): Promise<Page> {
    return this.page(ctx, session, { listing, locale }, { isCancelled: done !== null });
  }

  @Requires('listing.release')
  @Post(patternsOf('transfer.offer'))
  offer(
    @MerchantRequest() { ctx, locale, client, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return this.forms.submit<{ readonly email: string }, Page | HttpAnswer>({
      ctx,
      client,
      name: `transfer/${listing}`,
      form: offerForm,
      posted,
      use: async ({ email }) => {
        await this.transfers.offer(ctx, listing, session.account, { email, locale }, this.clock.now());
        return redirectTo(pathTo('transfer.offer', locale, { listing }));
      },
      again: ({ state, ...answer }) => this.page(ctx, session, { listing, locale }, { offer: state }, answer),
    });
  }

  @Requires('listing.release')
  @Post(patternsOf('transfer.cancel'))
  async cancel(
    @MerchantRequest() { ctx, locale, listing, session: { account } }: MerchantRequest,
  ): Promise<HttpAnswer> {
    await this.transfers.cancel(ctx, listing, account, this.clock.now());
    return redirectDone(pathTo('transfer.offer', locale, { listing }), 'cancelled');
  }

  @Requires('listing.release')
  @Post(patternsOf('transfer.release'))
  release(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<unknown, Page | HttpAnswer>(
      releaseForm.read(posted),
      async () => {
        await this.claimants.release(ctx, listing, claimantOf(session), this.clock.now());
        return redirectTo(pathTo('claims', locale));
      },
      ({ state, ...answer }) => this.page(ctx, session, { listing, locale }, { release: state }, answer),
    );
  }

  @Requires('claim.make')
  @Get(patternsOf('transfer'))
  async transfer(
    @Ctx() ctx: TenantContext,
    @Param('transfer') id: string,
    @SignedIn() session: AccountSession,
  ): Promise<Page> {
    const present = presentTransfer(await this.transfers.get(ctx, id, session.account, this.clock.now()));
    const paths = pathsTo('transfer', { transfer: id });
    return this.space.page(ctx, session, claimPage('transfers.titles.answer', paths, present));
  }

  @Requires('claim.make')
  @Post(patternsOf('transfer'))
  async answer(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('transfer') id: string,
    @Posted() posted: PostedForm,
    @SignedIn() { account }: AccountSession,
  ): Promise<HttpAnswer> {
    const { accepts } = inputOf(answerForm.read(posted));
    const { listingId } = await this.transfers.answer(
      ctx,
      id,
      account,
      { accepts, locale },
      this.clock.now(),
    );
    return redirectTo(
      accepts ? pathTo('merchant.listing', locale, { listing: listingId }) : pathTo('merchant', locale),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    { listing, locale }: { readonly listing: number; readonly locale: Locale },
    forms: Partial<TransferForms> = {},
    answer: PageOptions = {},
  ): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, session, locale);
    const offered = await this.transfers.offered(ctx, listing);
    const present = presentOffer(listing, offered, {
      offer: forms.offer ?? (await this.forms.blank(ctx, `transfer/${listing}`)),
      ...forms,
    });
    const paths = pathsTo('transfer.offer', { listing });
    return this.space.page(ctx, session, {
      ...claimPage('transfers.titles.offer', paths, present, answer),
      listing: editor.listing,
      section: SECTION,
    });
  }
}
