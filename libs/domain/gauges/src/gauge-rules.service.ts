import type { GaugeRuleInput } from '@halles/contracts';
import { categoriesOf, categoryById, leavesOf } from '@halles/domain/categories';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { leavesOfRule, peopleOf } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { GaugeRuleChanged, GaugeRuleNotFound, GaugeZoneUnknown } from './gauge.errors';
import { announceGaugeRule } from './gauge.events';
import { GAUGE_EXAMPLES } from './gauge-examples';
import {
  type ConcernedCounts,
  type ConcernedPlace,
  GaugeRuleRepository,
  type StoredGaugeRule,
  type RuleZone,
} from './gauge-rule.repository';

/** What a rule would touch. */
export interface GaugePreview extends ConcernedCounts {
  /** The first of them, with how many it would let in there; null: nobody can tell. */
  readonly first: readonly (ConcernedPlace & { readonly most: number | null })[];
}

const PREVIEWED = 100;

/** The rules of a territory on how many people may be inside: the town writes them, ends them, and sees what they touch. */
@Injectable()
export class GaugeRules {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: GaugeRuleRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Those that count or will first, and the day that it is. */
  async list(ctx: TenantContext): Promise<{
    readonly today: string;
    readonly rules: readonly StoredGaugeRule[];
    readonly communes: readonly { readonly code: string; readonly name: string }[];
  }> {
    const today = this.todayOf(ctx);
    return this.work.read(ctx, async (tx) => ({
      today,
      rules: await this.rules.list(tx, today),
      communes: await this.rules.communes(tx),
    }));
  }

  /** Those that count today or begin within some days, for everybody to read. */
  current(ctx: TenantContext, days: number): Promise<StoredGaugeRule[]> {
    return this.work.read(ctx, (tx) => this.currentIn(tx, days));
  }

  /** The same in the transaction of others. */
  currentIn(tx: TenantTx, days: number): Promise<StoredGaugeRule[]> {
    const { day } = wallTime(tx.ctx.tenant.settings.timeZone, this.clock.now().getTime());
    return this.rules.inForce(tx, isoOfDay(day), isoOfDay(day + days));
  }

  /** What a rule would touch, before it is saved. @throws GaugeZoneUnknown */
  async preview(ctx: TenantContext, rule: GaugeRuleInput): Promise<GaugePreview> {
    return this.work.read(ctx, async (tx) => {
      const zone = await this.zoneOf(tx, rule);
      const counts = await this.rules.count(tx, zone);
      const first = await this.rules.concerned(tx, zone, PREVIEWED);
      return { ...counts, first: first.map((place) => ({ ...place, most: peopleOf(rule, place.gauge) })) };
    });
  }

  /** Writes a rule; sent again with the same id it is there already. @throws GaugeZoneUnknown */
  async create(ctx: TenantContext, id: string, rule: GaugeRuleInput): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await this.zoneOf(tx, rule);
      await this.insert(tx, id, rule);
    });
  }

  /**
   * Changes a rule. Who comes already stays, and who keeps a place that it concerns is told again.
   * @throws GaugeRuleNotFound, GaugeRuleChanged, GaugeZoneUnknown
   */
  async change(ctx: TenantContext, id: string, seen: number, rule: GaugeRuleInput): Promise<void> {
    const now = this.clock.now();
    await this.work.write(ctx, async (tx) => {
      const before = await this.lock(tx, id, seen);
      await this.zoneOf(tx, rule);
      await this.rules.change(tx, id, rule, now, this.isOver(ctx, rule));
      await this.forget(tx, [before, rule]);
      await this.record(tx, 'gauge-rule.changed', id, rule);
    });
  }

  /** Ends a rule before its last day, or lets it count again. @throws GaugeRuleNotFound, GaugeRuleChanged */
  async setEnded(ctx: TenantContext, id: string, seen: number, isEnded: boolean): Promise<void> {
    const now = this.clock.now();
    await this.work.write(ctx, async (tx) => {
      const rule = await this.lock(tx, id, seen);
      if ((rule.endedAt !== null) === isEnded) return;
      await this.rules.end(tx, id, isEnded ? now : null, now);
      await this.forget(tx, [rule]);
      await this.record(tx, isEnded ? 'gauge-rule.ended' : 'gauge-rule.resumed', id, rule);
    });
  }

  /** Writes the rules of 2020 and 2021 into the list, each once: they are over, and limit nothing. @returns how many are new */
  async loadExamples(ctx: TenantContext): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      let loaded = 0;
      for (const { id, rule } of GAUGE_EXAMPLES) if (await this.insert(tx, id, rule)) loaded += 1;
      return loaded;
    });
  }

  /** Notes the rules whose last day is over, so that who was told of them is told of that. @returns how many */
  async endDue(ctx: TenantContext): Promise<number> {
    const now = this.clock.now();
    return this.work.write(ctx, async (tx) => {
      const over = await this.rules.over(tx, this.todayOf(ctx), now);
      for (const id of over) await this.outbox.append(tx, announceGaugeRule(id));
      return over.length;
    });
  }

  private async insert(tx: TenantWriteTx, id: string, rule: GaugeRuleInput): Promise<boolean> {
    const now = this.clock.now();
    if (!(await this.rules.insert(tx, id, rule, now, this.isOver(tx.ctx, rule)))) return false;
    await this.forget(tx, [rule]);
    await this.record(tx, 'gauge-rule.created', id, rule);
    return true;
  }

  /** Rules that are over by now limit nothing, as they are or as they were: what is known of free times stays. */
  private async forget(tx: TenantWriteTx, rules: readonly Pick<GaugeRuleInput, 'lastDay'>[]): Promise<void> {
    if (rules.some((rule) => !this.isOver(tx.ctx, rule))) await this.rules.forgetLimits(tx);
  }

  /** The line of the journal, and the mails, of what is not over already. */
  private async record(
    tx: TenantWriteTx,
    action: `gauge-rule.${string}`,
    id: string,
    rule: GaugeRuleInput,
  ): Promise<void> {
    const { title, firstDay, lastDay, formula } = rule;
    await appendAudit(tx, action, { rule: id, title, firstDay, lastDay, formula }, this.clock.now());
    if (!this.isOver(tx.ctx, rule)) await this.outbox.append(tx, announceGaugeRule(id));
  }

  private async lock(tx: TenantWriteTx, id: string, seen: number): Promise<StoredGaugeRule> {
    const rule = await this.rules.lock(tx, id);
    if (!rule) throw new GaugeRuleNotFound({});
    if (rule.version !== seen) throw new GaugeRuleChanged({});
    return rule;
  }

  /** Where a rule counts. @throws GaugeZoneUnknown a commune or a category is none of the territory's */
  private async zoneOf(tx: TenantTx, { communes, categories }: GaugeRuleInput): Promise<RuleZone> {
    const tree = categoriesOf(tx.ctx);
    const unknown = [
      ...(await this.rules.unknownCommunes(tx, communes)),
      ...categories.filter((id) => !categoryById(id, tree) && leavesOf(id, tree).length === 0),
    ];
    if (unknown.length > 0) throw new GaugeZoneUnknown({ zones: unknown });
    return { communes, leaves: leavesOfRule(tx.ctx, categories) };
  }

  private isOver(ctx: TenantContext, { lastDay }: Pick<GaugeRuleInput, 'lastDay'>): boolean {
    return lastDay < this.todayOf(ctx);
  }

  private todayOf({ tenant }: TenantContext): string {
    return isoOfDay(wallTime(tenant.settings.timeZone, this.clock.now().getTime()).day);
  }
}
