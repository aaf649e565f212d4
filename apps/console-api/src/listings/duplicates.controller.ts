import { type DecidePair, decidePairSchema, type DuplicateList, type MergeView } from '@halles/contracts';
import {
  type DoneMerge,
  DuplicateService,
  type ForeseenMerge,
  MergeEffects,
  type PairMember,
} from '@halles/domain/duplicates';
import { type Listing, ListingService } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import type { ConsoleSession } from '@halles/domain/console-accounts';
import { type Config, InjectConfig } from '@halles/platform/config';
import { Ctx, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { listingUrl } from '../listing-view';
import { Signed } from '../session/console-request';
import { FieldWording } from './field-wording';

const MOST = 200;
const pairParams = z.object({ tenant: z.string(), pair: z.string().max(30) });

const named = ({ id, name, address, commune }: PairMember) => ({
  id,
  name,
  place: [address, commune].filter((part) => part !== null).join(', ') || null,
});

const present = (member: PairMember): DuplicateList['pairs'][number]['members'][number] => ({
  ...named(member),
  siret: member.siret,
  sources: [...member.sources],
  isOwned: member.isOwned,
});

/** Listings that may be one business. */
@Controller('api/tenants/:tenant/duplicates')
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicateService,
    private readonly effects: MergeEffects,
    private readonly listings: ListingService,
    private readonly wording: FieldWording,
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('listings.read')
  @Header('cache-control', 'no-store')
  async list(@Ctx() ctx: TenantContext): Promise<DuplicateList> {
    const pairs = await this.duplicates.listDoubtful(ctx, MOST);
    const merged = await this.duplicates.listMerged(ctx, MOST);
    return {
      pairs: pairs.map(({ id, likeness, metres, members }) => ({
        id,
        likeness,
        metres,
        members: members.map(present),
      })),
      merged: merged.map(({ id, gone, shown, at }) => ({
        id,
        gone,
        shown: shown && present(shown),
        at: at.toISOString(),
      })),
    };
  }

  /** What making one page of two does: of two that are one, what it did. */
  @Get(':pair')
  @Requires('listings.edit')
  @Header('cache-control', 'no-store')
  async view(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: pairParams }) { pair }: z.output<typeof pairParams>,
  ): Promise<MergeView> {
    const by = { accountId: account.id, name: account.name };
    const now = this.clock.now();
    const done = await this.effects.done(ctx, pair, by, now);
    return done
      ? this.presentDone(ctx, done)
      : this.foresee(ctx, await this.effects.foresee(ctx, pair, by, now));
  }

  /** One business, or two: of a pair that was made one, two makes two of it again. */
  @Post(':pair/decision')
  @Requires('listings.edit')
  @HttpCode(204)
  async decide(
    @Ctx() ctx: TenantContext,
    @Signed() { account }: ConsoleSession,
    @Param({ schema: pairParams }) { pair }: z.output<typeof pairParams>,
    @Body({ schema: decidePairSchema }) { decision }: DecidePair,
  ): Promise<void> {
    const by = { accountId: account.id, name: account.name };
    const now = this.clock.now();
    if (decision === 'merge') await this.duplicates.merge(ctx, pair, by, now);
    else await this.duplicates.keepSeparate(ctx, pair, by, now);
  }

  private async foresee(ctx: TenantContext, merge: ForeseenMerge): Promise<MergeView> {
    const { pair, because, carried, left, facts } = merge;
    const [stays, goes] = await Promise.all([
      this.listings.find(ctx, merge.survivor),
      this.listings.find(ctx, merge.gone),
    ]);
    const commune = stays?.address.communeCode ?? goes?.address.communeCode ?? null;
    return {
      pair,
      doneAt: null,
      stays: { ...named(merge.stays), url: this.urlOf(ctx, stays) },
      goes: { ...named(merge.goes), url: this.urlOf(ctx, goes) },
      because,
      facts: facts.map(({ field, ...change }) => ({
        field,
        change: this.wording.change(ctx, commune, field, change),
      })),
      carried,
      left,
      refusal: null,
    };
  }

  private async presentDone(ctx: TenantContext, merge: DoneMerge): Promise<MergeView> {
    const { pair, at, because, carried, left, refusal } = merge;
    const stays = merge.stays && {
      ...named(merge.stays),
      url: this.urlOf(ctx, await this.listings.find(ctx, merge.stays.id)),
    };
    return {
      pair,
      doneAt: at.toISOString(),
      stays,
      goes: { id: merge.gone, name: merge.goneName, place: null, url: null },
      because,
      facts: merge.fields && merge.fields.map((field) => ({ field, change: null })),
      carried,
      left,
      refusal,
    };
  }

  private urlOf(ctx: TenantContext, listing: Listing | null): string | null {
    return listing && listingUrl(this.config, ctx, listing);
  }
}
