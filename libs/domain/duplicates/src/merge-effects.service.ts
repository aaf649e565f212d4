import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { KeptByPassedClaim, MergedFurther, NothingToSeparate, PairNotFound } from './duplicate.errors';
import { DuplicateRepository } from './duplicate.repository';
import { type Decider, DuplicateService, pairKeyOf } from './duplicate.service';
import { MergeEffectRepository } from './merge-effect.repository';
import type { DoneMerge, ForeseenMerge, SeparationRefusal } from './merge-effects';

/** What making one listing of two does, before it is done and after. */
@Injectable()
export class MergeEffects {
  constructor(
    private readonly work: UnitOfWork,
    private readonly duplicates: DuplicateRepository,
    private readonly service: DuplicateService,
    private readonly effects: MergeEffectRepository,
  ) {}

  /**
   * What merging two listings would do: it is done, looked at, and rolled back, so that it is what will be.
   * @throws PairNotFound where they are no two listings of the territory
   * @throws BothListingsOwned
   */
  async foresee(ctx: TenantContext, id: string, by: Decider, now: Date): Promise<ForeseenMerge> {
    const key = pairKeyOf(id);
    return this.work.write(
      ctx,
      async (tx) => {
        const pair = await this.service.holdPair(tx, key.one, key.other);
        const members = await this.duplicates.members(tx, key);
        const { survivor, gone, because, facts, moved } = await this.service.mergeHeld(tx, pair, by, now);
        const [stays, goes] = [survivor, gone].map((number) => members.find((one) => one.id === number));
        if (!stays || !goes) throw new PairNotFound({});
        const carried = await this.effects.carried(tx, moved, { since: now, now });
        const left = await this.effects.left(tx, gone);
        return { pair, survivor, gone, because, stays, goes, facts, carried, left };
      },
      { dryRun: true },
    );
  }

  /** What merging two listings did, and whether they can be two again; null where they are no one listing. */
  async done(ctx: TenantContext, id: string, by: Decider, now: Date): Promise<DoneMerge | null> {
    const key = pairKeyOf(id);
    const merge = await this.work.read(ctx, (tx) => this.duplicates.knownMerge(tx, key));
    if (!merge) return null;
    const refusal = await this.refusalOf(ctx, id, by, now);
    return this.work.read(ctx, async (tx) => {
      const { gone, survivor, moved, by: who, at } = merge;
      const [stays] = await this.duplicates.members(tx, { one: survivor, other: survivor });
      return {
        pair: `${key.one}-${key.other}`,
        gone,
        survivor,
        at,
        by: who,
        because: moved.because ?? null,
        stays: stays ?? null,
        goneName: await this.effects.nameIn(tx, moved.sources),
        fields: moved.fields ?? null,
        carried: await this.effects.carried(tx, moved, { since: at, now }),
        left: await this.effects.left(tx, gone),
        refusal,
      };
    });
  }

  /** Why two that are one cannot be two again; null where they can: it is tried, and rolled back. */
  private async refusalOf(
    ctx: TenantContext,
    id: string,
    by: Decider,
    now: Date,
  ): Promise<SeparationRefusal | null> {
    try {
      await this.work.write(ctx, (tx) => this.service.keepSeparateIn(tx, id, by, now), { dryRun: true });
      return null;
    } catch (error) {
      if (error instanceof MergedFurther) return 'merged-further';
      if (error instanceof KeptByPassedClaim) return 'kept-by-passed-claim';
      if (error instanceof NothingToSeparate) return 'nothing-to-separate';
      throw error;
    }
  }
}
