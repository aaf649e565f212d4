import { type Config, InjectConfig } from '@halles/platform/config';
import {
  type CorrectionView,
  type DecideCorrection,
  type DecidedCorrections,
  decideCorrectionSchema,
} from '@halles/contracts';
import {
  type Correction,
  addressLine,
  CorrectionService,
  MerchantPlaces,
  placeLines,
} from '@halles/domain/corrections';
import { type Schedule, scheduleOfTexts } from '@halles/domain/hours';
import { type CommuneWithMiddle, departmentOf, type Listing, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { type ConsoleSession, ConsoleTeam } from '@halles/domain/console-accounts';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type IdParams, idParams } from '../id-schemas';
import { presentHours, presentListing } from '../listing-view';
import { PinPlaces } from '../pin-places';
import { PlaceMoves } from '../place-moves';
import { Signed } from '../session/console-request';

const PAGE = 50;
const listQuery = z.object({ state: z.enum(['accepted', 'refused']).default('accepted') });

/** What was said by a mailed link, or of its place by who keeps a page, and waits for an agent. */
@Controller('api/tenants/:tenant/corrections')
export class CorrectionsController {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly listings: ListingService,
    private readonly places: MerchantPlaces,
    private readonly moves: PlaceMoves,
    private readonly pins: PinPlaces,
    private readonly team: ConsoleTeam,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Those that were accepted, or refused. */
  @Get()
  @Requires('reports.read')
  @Header('cache-control', 'no-store')
  async list(
    @Ctx() ctx: TenantContext,
    @Query({ schema: listQuery }) { state }: z.output<typeof listQuery>,
  ): Promise<DecidedCorrections> {
    const [decided, communes] = await Promise.all([
      this.corrections.decided(ctx, state, PAGE),
      this.places.communes(ctx),
    ]);
    const names = await this.team.namesOf(decided.map(({ decidedBy }) => decidedBy));
    return {
      corrections: decided.map(({ id, listingId, name, commune, decidedAt, decidedBy, ...correction }) => ({
        id,
        listing: { id: listingId, name, place: commune },
        at: decidedAt.toISOString(),
        by: names.get(decidedBy ?? '') ?? null,
        fields: fieldsOf(correction),
        address: addressOf(correction, communes),
      })),
    };
  }

  @Get(':id')
  @Requires('reports.read')
  @Header('cache-control', 'no-store')
  async view(
    @Ctx() ctx: TenantContext,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<CorrectionView> {
    const correction = await this.corrections.get(ctx, id);
    const [listing, communes, askedBy, withdrawnBy, names] = await Promise.all([
      this.listings.find(ctx, correction.listingId),
      this.places.communes(ctx),
      this.places.nameOf(ctx, correction.accountId),
      this.places.nameOf(ctx, correction.withdrawnBy),
      this.team.namesOf([correction.decidedBy]),
    ]);
    const view = this.present(ctx, correction, listing, communes);
    const by = names.get(correction.decidedBy ?? '') ?? null;
    const decision = view.decision && { ...view.decision, by };
    const changes = [...view.changes, ...(await this.withMove(ctx, correction, listing, communes))];
    const place = view.isToDecide ? await this.editablePlace(ctx, correction, communes) : null;
    const { state, withdrawnAt } = correction;
    const withdrawal =
      state === 'withdrawn' ? { by: withdrawnBy, at: withdrawnAt?.toISOString() ?? null } : null;
    return { ...view, changes, decision, place, askedBy, withdrawal };
  }

  @Post(':id/decision')
  @Requires('reports.decide')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: decideCorrectionSchema }) decided: DecideCorrection,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    const address = decided.decision === 'accept' ? (decided.address ?? null) : null;
    const judgement = { decision: decided.decision, reason: decided.reason || null, address };
    await this.corrections.decide(ctx, id, judgement, by, this.clock.now());
  }

  /** Takes the answer back, with what it changed: the correction waits again. */
  @Post(':id/reopening')
  @Requires('reports.decide')
  @HttpCode(204)
  async reopen(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: idParams }) { id }: IdParams,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    await this.corrections.reopen(ctx, id, by, this.clock.now());
  }

  /** With where the page has the business beside where it is asked to be. */
  private async withMove(
    ctx: TenantContext,
    { listingId, changes: { address } }: Correction,
    listing: Listing | null,
    communes: readonly CommuneWithMiddle[],
  ): Promise<CorrectionView['changes']> {
    if (address === undefined) return [];
    const asked = address && {
      lines: placeLines(address, communes),
      communeCode: address.communeCode,
      point: address.position,
    };
    return [{ field: 'address', ...(await this.moves.between(ctx, listingId, listing, asked)) }];
  }

  /** The place that is asked for, in the fields of a form; null where none is. */
  private async editablePlace(
    ctx: TenantContext,
    { listingId, changes: { address } }: Correction,
    communes: readonly CommuneWithMiddle[],
  ): Promise<CorrectionView['place']> {
    if (!address) return null;
    const { complement, postalCode, communeCode, position: point } = address;
    const line = addressLine(address);
    return {
      line,
      complement: complement ?? '',
      postalCode: postalCode ?? '',
      communeCode,
      map: await this.pins.ofAsked(ctx, listingId, { communeCode, point }),
      communes: communes.map(({ code, name }) => ({ code, name })),
    };
  }

  private present(
    ctx: TenantContext,
    correction: Correction,
    listing: Listing | null,
    communes: readonly CommuneWithMiddle[],
  ): Omit<CorrectionView, 'place' | 'askedBy' | 'withdrawal'> {
    const now = this.clock.now();
    const shown = listing && presentListing(this.config, ctx, listing, now);
    const { id, listingId, doubt, createdAt, changes, state } = correction;
    const views: CorrectionView['changes'][number][] = [];
    if (changes.phone !== undefined)
      views.push({ field: 'phone', before: shown?.phone ?? null, after: changes.phone });
    if (changes.shopHours !== undefined)
      views.push({
        field: 'hours',
        before: shown?.hours ?? null,
        after: presentHours(scheduleOf(ctx, listing, changes.shopHours), now),
      });
    if (changes.state !== undefined)
      views.push({ field: 'state', before: shown?.state ?? null, after: changes.state?.state ?? null });
    return {
      id,
      listing: { id: listingId, name: shown?.name ?? null, place: shown?.place ?? null },
      url: shown?.url ?? null,
      doubt,
      createdAt: createdAt.toISOString(),
      isToDecide: state === 'open',
      decision: decisionOf(correction, communes),
      changes: views,
    };
  }
}

const FIELDS = { phone: 'phone', shopHours: 'hours', state: 'state', address: 'address' } as const;

/** What a correction is about. */
const fieldsOf = ({
  changes,
}: Pick<Correction, 'changes'>): DecidedCorrections['corrections'][number]['fields'] =>
  (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((field) =>
    changes[field] === undefined ? [] : [FIELDS[field]],
  );

/** Where it is decided that the business is; else where it is asked to be. */
const addressOf = (
  { changes: { address }, decidedAddress }: Pick<Correction, 'changes' | 'decidedAddress'>,
  communes: readonly CommuneWithMiddle[],
): string[] | null => {
  const place = decidedAddress ?? address;
  return place ? placeLines(place, communes) : null;
};

/** The answer that an agent gave, without who; null while there is none. */
const decisionOf = (
  correction: Correction,
  communes: readonly CommuneWithMiddle[],
): CorrectionView['decision'] => {
  const { state, decidedAt, reason, decidedAddress } = correction;
  if ((state !== 'accepted' && state !== 'refused') || !decidedAt) return null;
  const asked = decidedAddress && addressOf({ ...correction, decidedAddress: null }, communes);
  const place = addressOf(correction, communes);
  return { state, at: decidedAt.toISOString(), by: null, reason, place, asked };
};

/** Hours as they were given, at the place of the business. */
const scheduleOf = (
  { tenant }: TenantContext,
  listing: Listing | null,
  text: string | null,
): Schedule | null =>
  text === null || listing === null
    ? null
    : scheduleOfTexts(
        { timeZone: tenant.settings.timeZone, department: departmentOf(listing.address.communeCode) },
        { shop: text },
      );
