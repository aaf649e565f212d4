import { randomUUID } from 'node:crypto';
import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { CalmHours } from '@halles/domain/footfall';
import { ProfileService } from '@halles/domain/profiles';
import {
  buttonForm,
  defineActions,
  type FormState,
  newForm,
  Posted,
  type PostedForm,
  submitAction,
} from '@halles/platform/forms';
import { type HttpAnswer, PageNotFound, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { MerchantRequest, MerchantSpace } from '../merchant-space';
import { Done, newIdIn, redirectDone } from '../params';
import type { Page, PageOptions } from '../rendering/page';
import { calmSpanReader } from './calm-hours.form';
import { type CalmDone, calmDone, presentCalmHours } from './calm-hours.presenter';

const calmActions = defineActions({
  button: 'do',
  actions: { add: calmSpanReader, remove: buttonForm },
  otherwise: 'add',
});

/** A place sets times of the week apart. */
@Requires('listing.agenda')
@Controller()
export class CalmHoursController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly profiles: ProfileService,
    private readonly calmHours: CalmHours,
  ) {}

  @Get(patternsOf('merchant.calmHours'))
  show(
    @MerchantRequest() { ctx, listing, session }: MerchantRequest,
    @Done(calmDone) done: CalmDone | null,
  ): Promise<Page> {
    return this.page(ctx, session, listing, { form: newForm(), done });
  }

  @Post(patternsOf('merchant.calmHours'))
  change(
    @MerchantRequest() { ctx, locale, listing, session }: MerchantRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const id = newIdIn(posted.values, 'id');
    const done = (what: CalmDone): HttpAnswer =>
      redirectDone(pathTo('merchant.calmHours', locale, { listing }), what);
    return submitAction(
      calmActions.read(posted),
      {
        add: async (span): Promise<Page | HttpAnswer> => {
          await this.calmHours.add(ctx, listing, id, span);
          return done('add');
        },
        remove: async (): Promise<Page | HttpAnswer> => {
          await this.calmHours.remove(ctx, listing, id);
          return done('remove');
        },
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.page(ctx, session, listing, { form: state, done: null }, answer),
    );
  }

  /** @throws PageNotFound */
  private async page(
    ctx: TenantContext,
    session: AccountSession,
    id: number,
    state: { readonly form: FormState; readonly done: CalmDone | null },
    answer: PageOptions = {},
  ): Promise<Page> {
    const listing = await this.profiles.listing(ctx, id);
    if (!listing) throw new PageNotFound({});
    const spans = await this.calmHours.list(ctx, id);
    return this.space.page(ctx, session, {
      view: 'accounts/settings-sections',
      title: ({ texts }) => texts.line('footfall.calmHours.heading'),
      paths: pathsTo('merchant.calmHours', { listing: id }),
      listing,
      section: 'footfall',
      ...answer,
      present: (scope) => presentCalmHours(scope, { listing: id, spans, newId: randomUUID(), ...state }),
    });
  }
}
