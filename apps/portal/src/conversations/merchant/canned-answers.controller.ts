import { pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { CannedAnswers } from '@halles/domain/conversations';
import { ProfileService } from '@halles/domain/profiles';
import {
  type FormRefusal,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, RateLimit, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../../merchant-space';
import { Done, isUuid, redirectDone } from '../../params';
import type { Page, PageOptions } from '../../rendering/page';
import { cannedActions } from './canned-answers.form';
import { type CannedDone, cannedAnswersPage, cannedDone } from './canned-answers.presenter';

/** Answers that a shop keeps ready. */
@Requires('listing.messages')
@Controller()
export class CannedAnswersController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly canned: CannedAnswers,
  ) {}

  @Get(patternsOf('merchant.cannedAnswers'))
  show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(cannedDone) done: CannedDone | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: newForm({}), done });
  }

  @Post(patternsOf('merchant.cannedAnswers'))
  @RateLimit('handling')
  change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const path = pathTo('merchant.cannedAnswers', locale, { listing });
    return submitAction(
      cannedActions.read(posted),
      {
        save: async (answer): Promise<Page | HttpAnswer> => {
          await this.canned.save(ctx, listing, answer);
          return redirectDone(path, 'save');
        },
        remove: async ({ id }): Promise<Page | HttpAnswer> => {
          if (isUuid(id)) await this.canned.remove(ctx, listing, id);
          return redirectDone(path, 'remove');
        },
      },
      ({ state, ...answer }: FormRefusal): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    state: { readonly form: FormState; readonly done: CannedDone | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const answers = await this.canned.list(ctx, id);
    return this.space.page(ctx, session, { ...cannedAnswersPage(listing, answers, state), ...answer });
  }
}
