import type { InWords, PageEntry } from '@halles/contracts';
import { ConsoleTeam } from '@halles/domain/console-accounts';
import { CorrectionService } from '@halles/domain/corrections';
import { type PageAct, PageHistory } from '@halles/domain/page-history';
import { type ManagedListing, ProfileService, type Revision } from '@halles/domain/profiles';
import { ReportQueue } from '@halles/domain/reports';
import type { Locale } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { changesInBoth, FieldWording } from './field-wording';

/** How many entries an agent sees. */
const SHOWN = 20;

const AUTHORS = { merchant: 'merchant', agent: 'town', link: 'link' } as const;

const inBoth = (words: (locale: Locale) => string): InWords => ({ fr: words('fr'), en: words('en') });

/** What the town decided of some changes, by their version. */
interface TownDecisions {
  readonly accepted: ReadonlySet<number>;
  readonly reasons: ReadonlyMap<number, string>;
}

/** What happened to a page lately, as its own history says it to who keeps it, with the names of the town's people. */
@Injectable()
export class PageEntries {
  constructor(
    private readonly profiles: ProfileService,
    private readonly acts: PageHistory,
    private readonly reports: ReportQueue,
    private readonly corrections: CorrectionService,
    private readonly team: ConsoleTeam,
    private readonly wording: FieldWording,
  ) {}

  /** The last first. */
  async of(ctx: TenantContext, { id, communeCode }: ManagedListing): Promise<PageEntry[]> {
    const [revisions, acts] = await Promise.all([
      this.profiles.revisions(ctx, id, { limit: SHOWN }),
      this.acts.acts(ctx, id, { limit: SHOWN }),
    ]);
    const [decisions, names] = await Promise.all([
      this.decisionsOn(ctx, id, revisions),
      this.namesOf(ctx, acts),
    ]);
    const entries = [
      // A page that was given back, and said nothing of its own, has changed nothing for its readers.
      ...revisions
        .filter(({ changes }) => Object.keys(changes).length > 0)
        .map((one) => this.changed(ctx, communeCode, one, decisions)),
      ...acts.map((act) => this.done(act, names)),
    ];
    return entries
      .toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
      .slice(0, SHOWN);
  }

  private changed(
    ctx: TenantContext,
    communeCode: string | null,
    revision: Revision,
    { accepted, reasons }: TownDecisions,
  ): PageEntry {
    const { at, author, undoesFrom, isUndone, reason, version } = revision;
    const words = this.wording.revision(ctx, communeCode, revision);
    const { isConfirmation } = words.fr;
    const fields = inBoth((locale) => words[locale].labels);
    return {
      at: at.toISOString(),
      by: AUTHORS[author.kind],
      name: author.name || null,
      act: isConfirmation
        ? inBoth((locale) => this.wording.line(locale, 'pro.history.confirmed', { fields: fields[locale] }))
        : null,
      undoes: undoesFrom && { at: undoesFrom.toISOString(), fields },
      isUndone,
      // What an agent put elsewhere than it was asked for is the town's own word.
      isAccepted: accepted.has(version) && author.kind !== 'agent',
      reason: reason ?? reasons.get(version) ?? null,
      changes: isConfirmation ? [] : changesInBoth(words),
    };
  }

  private done(act: PageAct, names: ReadonlyMap<string, string>): PageEntry {
    const { at, by, name, agentId, reason } = act;
    return {
      at: at.toISOString(),
      by,
      name: name ?? (agentId === null ? null : (names.get(agentId) ?? null)),
      act: inBoth((locale) => this.wording.act(locale, act)),
      undoes: null,
      isUndone: false,
      isAccepted: false,
      reason,
      changes: changesInBoth({
        fr: { changes: this.wording.actChanges('fr', act) },
        en: { changes: this.wording.actChanges('en', act) },
      }),
    };
  }

  /** What the town accepted of the changes, and why it made others, by the version that it made. */
  private async decisionsOn(
    ctx: TenantContext,
    id: number,
    revisions: readonly Revision[],
  ): Promise<TownDecisions> {
    const versions = revisions.map(({ version }) => version);
    const [ofReports, accepted] = await Promise.all([
      this.reports.reasonsOf(ctx, id, versions),
      this.corrections.accepted(ctx, id, versions),
    ]);
    const given = [...accepted].flatMap(([version, reason]) =>
      reason === null ? [] : [[version, reason] as const],
    );
    return { accepted: new Set(accepted.keys()), reasons: new Map([...ofReports, ...given]) };
  }

  /** What the people of the town are called, by their account, where an act is theirs. */
  private async namesOf(ctx: TenantContext, acts: readonly PageAct[]): Promise<ReadonlyMap<string, string>> {
    if (acts.every(({ agentId }) => agentId === null)) return new Map();
    const members = await this.team.members(ctx.tenant.id);
    return new Map(members.map(({ id, name, email }) => [id, name || email]));
  }
}
