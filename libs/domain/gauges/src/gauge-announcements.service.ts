import { type Account, AccountRepository } from '@halles/domain/accounts';
import { leavesOfRule, peopleOf, PlaceGauges } from '@halles/domain/place-days';
import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { notifyOfGaugeRule } from './gauge.events';
import { GaugeRuleRepository, type StoredGaugeRule } from './gauge-rule.repository';

/** What a mail tells of a rule. */
export const GAUGE_CHANGES = ['new', 'changed', 'ended'] as const;
export type GaugeChange = (typeof GAUGE_CHANGES)[number];

/** What somebody who keeps a place is told. */
export interface GaugeNotice {
  readonly account: Account;
  readonly listingId: number;
  readonly change: GaugeChange;
  readonly rule: StoredGaugeRule;
  /** How many it lets in there; null: nobody can tell, or it closes. */
  readonly most: number | null;
}

/**
 * Who keeps a place that the rule concerns, or was told of it before: whoever is concerned no more is told so. An account is told
 * once of each version, however often this runs.
 */
const NOTICES = `
  INSERT INTO gauge_rule_notice (id, rule_id, version, listing_id, account_id, created_at)
  SELECT DISTINCT ON (w.listing_id, w.account_id) gen_random_uuid(), $1::uuid, $2::int, w.listing_id, w.account_id, $3::timestamptz
    FROM (SELECT g.listing_id, g.account_id FROM account_grant g JOIN listing l ON l.id = g.listing_id
           WHERE $6 AND l.visibility = 'public' AND l.state = 'open' AND ($4::text[] = '{}' OR l.commune = ANY ($4))
             AND ($5::text[] IS NULL OR l.category = ANY ($5))
          UNION
          SELECT n.listing_id, n.account_id FROM gauge_rule_notice n
            JOIN account_grant g ON g.listing_id = n.listing_id AND g.account_id = n.account_id
           WHERE n.rule_id = $1) w
  ON CONFLICT DO NOTHING RETURNING id`;
const ONE = `
  SELECT n.rule_id AS "ruleId", n.version, n.listing_id AS "listingId", n.account_id AS "accountId",
         EXISTS (SELECT FROM gauge_rule_notice b
                  WHERE b.rule_id = n.rule_id AND b.version < n.version AND b.listing_id = n.listing_id
                    AND b.account_id = n.account_id) AS "wasAnnounced",
         EXISTS (SELECT FROM account_grant g WHERE g.listing_id = n.listing_id AND g.account_id = n.account_id) AS keeps,
         EXISTS (SELECT FROM gauge_rule r JOIN listing l ON l.id = n.listing_id
                  WHERE r.id = n.rule_id AND r.ended_at IS NULL AND r.over_at IS NULL
                    AND (r.communes = '{}' OR l.commune = ANY (r.communes))
                    AND ($2::text[] IS NULL OR l.category = ANY ($2))) AS "isConcerned"
    FROM gauge_rule_notice n WHERE n.id = $1`;

interface NoticeRow {
  readonly ruleId: string;
  readonly version: number;
  readonly listingId: number;
  readonly accountId: string;
  readonly wasAnnounced: boolean;
  readonly keeps: boolean;
  readonly isConcerned: boolean;
}

/** Promised in one statement. */
const BATCH = 1_000;
const RULE_OF = 'SELECT rule_id AS id FROM gauge_rule_notice WHERE id = $1';

/** Tells those who keep places of the rules that concern them. */
@Injectable()
export class GaugeAnnouncements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rules: GaugeRuleRepository,
    private readonly gauges: PlaceGauges,
    private readonly accounts: AccountRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Promises a mail to each of them, once for each version of the rule. Safe to run twice. @returns how many */
  async announce(ctx: TenantContext, ruleId: string): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const rule = await this.rules.find(tx, ruleId);
      if (!rule) return 0;
      const isInForce = rule.endedAt === null && !rule.isOver;
      const rows = await tx.manager.query<{ id: string }[]>(NOTICES, [
        ...[rule.id, rule.version, this.clock.now(), rule.communes, leavesOfRule(ctx, rule.categories)],
        isInForce,
      ]);
      const notices = rows.map(({ id }) => notifyOfGaugeRule(id));
      for (let from = 0; from < notices.length; from += BATCH)
        await this.outbox.appendAll(tx, notices.slice(from, from + BATCH));
      return rows.length;
    });
  }

  /** What a notice tells; null where a later one tells more, or the account keeps the place no more. */
  async find(ctx: TenantContext, noticeId: string): Promise<GaugeNotice | null> {
    return this.work.read(ctx, async (tx) => {
      const [of] = await tx.manager.query<{ id: string }[]>(RULE_OF, [noticeId]);
      const rule = of && (await this.rules.find(tx, of.id));
      if (!rule) return null;
      const [row] = await tx.manager.query<NoticeRow[]>(ONE, [noticeId, leavesOfRule(ctx, rule.categories)]);
      if (!row?.keeps || row.version !== rule.version) return null;
      if (!row.isConcerned && !row.wasAnnounced) return null;
      const account = await this.accounts.find(tx, row.accountId);
      if (!account) return null;
      const gauge = await this.gauges.find(tx, row.listingId);
      const isNumber = !('keepsPickup' in rule.formula);
      return {
        account,
        listingId: row.listingId,
        change: row.isConcerned ? (row.wasAnnounced ? 'changed' : 'new') : 'ended',
        rule,
        most: isNumber ? peopleOf(rule, gauge) : null,
      };
    });
  }
}
