import { type AdditionInput, pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { categoriesOf } from '@halles/domain/categories';
import { type AdditionError, AdditionService } from '@halles/domain/claims';
import { Clock, type Locale } from '@halles/kernel';
import { type FormState, Posted, type PostedForm, PublicForms, textOf } from '@halles/platform/forms';
import {
  Ctx,
  CurrentLocale,
  type HttpAnswer,
  PortalRequest,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { SignedIn } from '../accounts';
import { claimPage, presentAdditionWithdrawal } from '../claims';
import { MerchantSpace } from '../merchant-space';
import { redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { additionForm } from './addition.form';
import { type FoundBusinesses, presentAddition } from './addition.presenter';

/** A business that is not in the directory asks to be. */
@Requires('claim.make')
@Controller()
export class AdditionController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly forms: PublicForms,
    private readonly additions: AdditionService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('addition'))
  async form(@Ctx() ctx: TenantContext, @SignedIn() session: AccountSession): Promise<Page> {
    return this.page(ctx, session, await this.forms.blank(ctx, 'addition'));
  }

  @Post(patternsOf('addition'))
  send(
    @PortalRequest() { ctx, locale, client }: PortalRequest,
    @Posted() posted: PostedForm,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const { values } = posted;
    return this.forms.submit<AdditionInput, Page | HttpAnswer>({
      ctx,
      client,
      name: 'addition',
      form: additionForm,
      posted,
      use: async (input) => {
        const isOther = textOf(values, 'isOther') === 'yes';
        const { id } = session.account;
        const outcome = await this.additions.request(ctx, id, input, { isOther, locale }, this.clock.now());
        if (outcome.kind === 'asked') return redirectTo(pathTo('claims', locale));
        const form = await this.forms.blank(ctx, 'addition', values);
        if (outcome.kind === 'alike') return this.page(ctx, session, form, outcome);
        if (outcome.kind === 'listed') return this.page(ctx, session, form, outcome, { status: 409 });
        return this.page(ctx, session, { ...form, errors: errorsAt(outcome.errors) }, null, { status: 422 });
      },
      again: async ({ state, ...answer }) =>
        this.page(ctx, session, await this.withErrors(ctx, state), null, answer),
    });
  }

  /** What ends with a request, before it does; one that is answered stands among the others. @throws AdditionNotFound */
  @Get(patternsOf('addition.withdraw'))
  async askWithdrawal(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('addition') additionId: string,
    @SignedIn() session: AccountSession,
  ): Promise<Page | HttpAnswer> {
    const addition = await this.additions.ofAccount(ctx, additionId, session.account.id);
    if (addition.state !== 'asked') return redirectTo(pathTo('claims', locale));
    const paths = pathsTo('addition.withdraw', { addition: additionId });
    const present = presentAdditionWithdrawal(addition);
    return this.space.page(ctx, session, claimPage('claims.titles.withdraw', paths, present));
  }

  @Post(patternsOf('addition.withdraw'))
  async withdraw(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @Param('addition') additionId: string,
    @SignedIn() { account }: AccountSession,
  ): Promise<HttpAnswer> {
    await this.additions.withdraw(ctx, additionId, account.id, this.clock.now());
    return redirectDone(pathTo('claims', locale), 'addition');
  }

  /** What is wrong with a form, with what the territory alone knows to be wrong: nobody corrects it twice. */
  private async withErrors(ctx: TenantContext, state: FormState): Promise<FormState> {
    if (Object.keys(state.errors).length === 0) return state;
    const typed = (name: string): string => textOf(state.values, name).trim();
    const faults = await this.additions.faultsOf(ctx, {
      category: typed('category'),
      communeCode: typed('communeCode'),
      phone: typed('phone'),
    });
    return { ...state, errors: { ...errorsAt(faults), ...state.errors } };
  }

  /** @param found businesses of the directory that it is, or may be */
  private async page(
    ctx: TenantContext,
    session: AccountSession,
    form: FormState,
    found: FoundBusinesses | null = null,
    answer: PageOptions = {},
  ): Promise<Page> {
    const communes = await this.additions.communes(ctx);
    const present = presentAddition({ tree: categoriesOf(ctx), form, found, communes });
    return this.space.page(ctx, session, claimPage('additions.title', pathsTo('addition'), present, answer));
  }
}

/** Fields that the use case refused, worded as the form words them. Pure. */
const errorsAt = (fields: readonly AdditionError[]): FormState['errors'] =>
  Object.fromEntries(fields.map((field) => [field, { key: field }]));
