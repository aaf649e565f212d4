import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import {
  AgendaSettingsService,
  WaitingList,
  WaitNotFound,
  WaitOfferOver,
  WaitOffers,
} from '@halles/domain/agendas';
import { isIsoDate } from '@halles/kernel';
import { type FormState, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import {
  Ctx,
  type HttpAnswer,
  PermissionDenied,
  RateLimit,
  redirectTo,
  Requires,
} from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { InSpace, SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { Done, ListingId, redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { bookerOf, runsAgenda } from '../agenda-user';
import { AgendaPages } from '../settings/agenda-pages.service';
import { agendaWaitsDone, type AgendaWaitsDone, waitStepForm } from './agenda-waits.form';
import { presentAgendaWaits } from './agenda-waits.presenter';

/** `jour`: who would come on that day; anything else counts as nothing. */
const dayQuery = z.object({ jour: z.string().refine(isIsoDate).nullable().catch(null) });
type DayQuery = z.output<typeof dayQuery>;
type Step = z.output<typeof stepSchema>;
const stepSchema = z.object({ wait: z.string(), offer: z.string(), do: z.enum(agendaWaitsDone) });

const isOfOrder = (step: Step['do']): step is 'raise' | 'lower' => step === 'raise' || step === 'lower';

/** Who waits for a time of an agenda: the shop has somebody told earlier, offers a time by hand, books it for them, or removes them. */
@Requires('listing.agenda')
@Controller()
export class AgendaWaitsController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly settings: AgendaSettingsService,
    private readonly list: WaitingList,
    private readonly offers: WaitOffers,
  ) {}

  @Get(patternsOf('merchant.agendaWaits'))
  show(
    @Ctx() ctx: TenantContext,
    @ListingId() listing: number,
    @Query({ schema: dayQuery }) { jour }: DayQuery,
    @Done(agendaWaitsDone) done: AgendaWaitsDone | null,
    @InSpace() user: SpaceUser,
  ): Promise<Page> {
    return this.page(ctx, user, listing, { day: jour, done, refused: null });
  }

  @Post(patternsOf('merchant.agendaWaits'))
  @RateLimit('handling')
  step(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: dayQuery }) { jour }: DayQuery,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm(
      waitStepForm.read(posted),
      async (step): Promise<Page | HttpAnswer> => {
        const booking = await this.take(ctx, user, listing, step);
        if (booking !== null) return redirectTo(pathTo('merchant.booking', locale, { listing, booking }));
        const own = pathTo('merchant.agendaWaits', locale, { listing });
        return redirectDone(jour === null ? own : `${own}?jour=${jour}`, step.do);
      },
      ({ state, ...answer }) =>
        this.page(ctx, user, listing, { day: jour, done: null, refused: state }, answer),
    );
  }

  /** @returns the booking that was made; null where none was */
  private async take(
    ctx: TenantContext,
    user: SpaceUser,
    listing: number,
    { wait, offer, do: step }: Step,
  ): Promise<string | null> {
    // Who comes before whom is the shop's to say.
    if (isOfOrder(step) && !runsAgenda(user)) throw new PermissionDenied({});
    const found = await this.list.get(ctx, wait);
    if (found.wait.listingId !== listing) throw new WaitNotFound({});
    if (isOfOrder(step)) await this.list.prioritise(ctx, listing, wait, step === 'raise' ? 1 : -1);
    else if (step === 'offer') await this.offers.offerByHand(ctx, listing, wait);
    else if (step === 'remove') {
      if (!(await this.offers.endWait(ctx, wait, 'removed'))) throw new WaitNotFound({});
    } else {
      if (offer === '') throw new WaitOfferOver({});
      return (await this.list.accept(ctx, { waitId: wait, offerId: offer }, bookerOf(user))).id;
    }
    return null;
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    listing: number,
    shown: {
      readonly day: string | null;
      readonly done: AgendaWaitsDone | null;
      readonly refused: FormState | null;
    },
    answer: PageOptions = {},
  ): Promise<Page> {
    const { waitHours } = await this.settings.read(ctx, listing);
    const all = await this.list.list(ctx, listing);
    const { day } = shown;
    const waits =
      day === null ? all : all.filter(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay);
    const { timeZone } = ctx.tenant.settings;
    return this.pages.page(
      ctx,
      user,
      listing,
      {
        paths: pathsTo('merchant.agendaWaits', { listing }),
        heading: 'agenda.waits.heading',
        present: (scope) =>
          presentAgendaWaits(scope, {
            ...{ ...shown, listing, timeZone, isOn: waitHours !== null, waits },
            runs: runsAgenda(user),
          }),
      },
      answer,
    );
  }
}
