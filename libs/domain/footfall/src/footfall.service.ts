import type { FootfallClick } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { fullWith, PeoplePresent } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { EraseAfter } from '@halles/platform/scheduling';
import {
  pipelined,
  publishChange,
  signal,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import {
  type ClickOutcome,
  type CountedHour,
  countClicks,
  timeOfCounting,
  type FootfallPeriod,
  hoursOf,
} from './footfall-count';
import { type FootfallLevel, levelOf, type PeopleThere } from './footfall-level';
import { type ClickSource, FootfallRepository } from './footfall.repository';

/** Who is in a place now, and how many may be. */
export interface FootfallNow extends PeopleThere {
  readonly total: number;
  /** With how many it is full, where a limit counts a family who is there as one too; null where nothing limits them. */
  readonly gauge: number | null;
  /** How many more may come in; null where nothing limits them. */
  readonly room: number | null;
  /** Null where nothing limits them. */
  readonly level: FootfallLevel | null;
  /** When this was read, ms since 1970. */
  readonly at: number;
}

/** What a telephone is told of its clicks. */
export interface CountedClicks {
  readonly now: FootfallNow;
  /** In the order in which they were sent; those that were received before are `counted`. */
  readonly outcomes: readonly ClickOutcome[];
}

/** Counts who walks in and out, at as many doors as a place has. */
@Injectable()
export class FootfallMeter {
  constructor(
    private readonly work: UnitOfWork,
    private readonly counts: FootfallRepository,
    private readonly listings: ListingService,
    private readonly present: PeoplePresent,
    private readonly clock: Clock,
  ) {}

  /** Who is there now. */
  read(ctx: TenantContext, listingId: number): Promise<FootfallNow> {
    return this.work.read(ctx, (tx) => this.readIn(tx, listingId));
  }

  /** The same as a part of what a page reads. */
  async readIn(tx: TenantTx, listingId: number): Promise<FootfallNow> {
    const at = this.clock.now().getTime();
    const [people, limits] = await pipelined([
      this.present.now(tx, [listingId]),
      this.present.gaugeOf(tx, listingId),
    ]);
    const { walkIns = 0, expected = 0, households = 0, countedAt = null } = people.get(listingId) ?? {};
    const gauge = fullWith(limits, { people: expected, households });
    const total = walkIns + expected;
    return {
      ...{ walkIns, expected, total, gauge, at },
      countedAt: countedAt?.getTime() ?? null,
      room: gauge === null ? null : Math.max(0, gauge - total),
      level: gauge === null ? null : levelOf(total, gauge),
    };
  }

  /**
   * Counts clicks in their order, each once however often it is sent. Nobody is refused at the door by this: who is in is counted,
   * beyond the gauge too. Where nobody is counted to be there nobody leaves.
   */
  count(ctx: TenantContext, from: ClickSource, clicks: readonly FootfallClick[]): Promise<CountedClicks> {
    return this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      const ids = clicks.map(({ id }) => id);
      const [period, known] = await this.lock(tx, from.listingId, ids, now);
      const seen = new Set(known);
      const fresh = clicks.filter(({ id }) => !seen.has(id) && seen.add(id));
      const counted = countClicks(period, fresh, now.getTime());
      await this.store(tx, from, counted, now);
      const outcomes = new Map(counted.clicks.map(({ id, outcome }) => [id, outcome]));
      return {
        now: await this.readIn(tx, from.listingId),
        outcomes: clicks.map(({ id }) => outcomes.get(id) ?? 'counted'),
      };
    });
  }

  /**
   * Takes over what was counted elsewhere before, of a place where nobody ever counted here: its hours, and who is there now.
   * @returns false where somebody counts already: it stays as it is
   */
  takeOver(
    ctx: TenantContext,
    listingId: number,
    { hours, present }: { readonly hours: readonly CountedHour[]; readonly present: number },
  ): Promise<boolean> {
    return this.work.write(ctx, async (tx) => {
      if (await this.counts.lock(tx, listingId)) return false;
      const now = this.clock.now();
      const begun = await this.begin(tx, listingId, 0, now.getTime());
      await this.counts.add(tx, listingId, begun);
      await pipelined([
        this.counts.save(tx, listingId, { ...begun, present }, now),
        this.counts.addHours(tx, listingId, hours),
        publishChange(tx),
      ]);
      return true;
    });
  }

  /** Says how many walk-ins there are in truth: doors miscount. @param id of this correction: sent twice, it is done once */
  async correct(ctx: TenantContext, from: ClickSource, id: string, present: number): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      const [period, known] = await this.lock(tx, from.listingId, [id], now);
      if (known.has(id)) return;
      const change = { id, change: present - period.present, madeAt: now.getTime(), isCounted: true };
      await pipelined([
        this.counts.record(tx, from, [change], { isCorrection: true, now }),
        this.counts.save(tx, from.listingId, { ...period, present }, now),
        signal(tx, `footfall ${String(from.listingId)}`),
      ]);
    });
  }

  /** Deletes clicks a week after they were received: what they said of their hour remains. Returns how many. */
  @EraseAfter('clicks of doors', { days: 7 })
  eraseClicks(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.counts.eraseClicks(tx, instant));
  }

  /** Deletes the counts of hours that are of no use any more for the usual ones. Returns how many. */
  @EraseAfter('hours counted at doors', { days: 91 })
  eraseHours(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.counts.eraseHours(tx, instant));
  }

  /** The running count of a place, locked, or a new one that begins now; and which of these ids were received before. */
  private async lock(
    tx: TenantWriteTx,
    listingId: number,
    ids: readonly string[],
    now: Date,
  ): Promise<readonly [FootfallPeriod, ReadonlySet<string>]> {
    const [running, known] = await pipelined([this.counts.lock(tx, listingId), this.counts.known(tx, ids)]);
    if (running && running.endsAt > now.getTime()) return [running, known];
    const begun = await this.begin(tx, listingId, running?.endsAt ?? 0, now.getTime());
    if (running) return [begun, known];
    // Two doors that count first: one adds the row, and the other waits for it and goes on from there.
    await this.counts.add(tx, listingId, begun);
    // Who remembers which places count hears that this one does, too.
    await publishChange(tx);
    const [added, knownNow] = await pipelined([this.counts.lock(tx, listingId), this.counts.known(tx, ids)]);
    return [added ?? begun, knownNow];
  }

  /** @param since when the count before this one ended: its clicks are not counted again */
  private async begin(tx: TenantTx, listingId: number, since: number, now: number): Promise<FootfallPeriod> {
    const listing = await this.listings.findIn(tx, listingId);
    const schedule = listing?.schedule ?? null;
    const timeZone = schedule?.place.timeZone ?? tx.ctx.tenant.settings.timeZone;
    const { beganAt, endsAt } = timeOfCounting(schedule, timeZone, now);
    return { present: 0, beganAt: Math.max(beganAt, since), endsAt };
  }

  private async store(
    tx: TenantWriteTx,
    from: ClickSource,
    { period, clicks }: ReturnType<typeof countClicks>,
    now: Date,
  ): Promise<void> {
    if (clicks.length === 0) return;
    await pipelined([
      this.counts.record(
        tx,
        from,
        clicks.map((click) => ({ ...click, isCounted: click.outcome === 'counted' })),
        { isCorrection: false, now },
      ),
      this.counts.save(tx, from.listingId, period, now),
      this.counts.addHours(tx, from.listingId, hoursOf(clicks, period.present, now.getTime())),
      signal(tx, `footfall ${String(from.listingId)}`),
    ]);
  }
}
