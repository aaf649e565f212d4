import { isDeepStrictEqual } from 'node:util';
import type { AuthorKind, ProfileField } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { departmentOf } from '@halles/domain/listings';
import {
  changeWords,
  type FieldChange,
  fieldLabel,
  type FieldContext,
  ProfileService,
  type Revision,
  valueWords,
  type WordScope,
} from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';
import { readTexts, Texts, themePaths } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';

/** A field that was changed, in words. */
export interface ChangeInWords {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Which changes of a page are asked for. */
export interface ChangesQuery {
  readonly since: Date;
  readonly until: Date;
  readonly kind: AuthorKind;
  readonly agent: string | null;
  readonly exceptBy: string;
  readonly locale: Locale;
}

/** Who made changes, and what they came to. */
export interface WordedChanges {
  readonly name: string;
  readonly changes: readonly ChangeInWords[];
}

/** So many changes of a page are looked at, the last ones. */
const LOOKED_AT = 100;

/** Without the changes that somebody took back since, and without what takes back one of these. */
function standing(revisions: readonly Revision[], all: readonly Revision[]): Revision[] {
  const isTakenBack = ({ version }: Revision): boolean =>
    all.some((later) => later.undoes === version && !isTakenBack(later));
  const versions = new Set(revisions.map(({ version }) => version));
  return revisions.filter(
    (revision) => !isTakenBack(revision) && (revision.undoes === null || !versions.has(revision.undoes)),
  );
}

/**
 * What some changes of a page came to, field by field, in the words of its history: what was there before the first, and what
 * is there after the last. A field that is again as it was is left out. Pure.
 * @param revisions the last first
 * @param all those that may have taken them back, too
 */
export function wordedChanges(
  revisions: readonly Revision[],
  all: readonly Revision[],
  scope: WordScope,
  context: FieldContext,
): ChangeInWords[] {
  const byField = new Map<
    ProfileField,
    FieldChange & { readonly words: { before: string; after: string } }
  >();
  for (const { changes, readBefore, readAfter } of standing(revisions, all).toReversed()) {
    for (const [field, { before, after }] of Object.entries(changes) as [ProfileField, FieldChange][]) {
      const first = byField.get(field) ?? {
        before,
        words: { before: valueWords(field, before, readBefore, scope, context) },
      };
      const words = { ...first.words, after: valueWords(field, after, readAfter, scope, context) };
      byField.set(field, { before: first.before, after, words });
    }
  }
  return [...byField]
    .filter(([, { before, after }]) => !isDeepStrictEqual(before, after))
    .map(([field, { words, ...change }]) => ({
      label: fieldLabel(field, scope),
      ...changeWords(field, change, words, scope),
    }));
}

/** Words what was changed of a page as its history does, for who is mailed of it. */
@Injectable()
export class ChangeWords {
  private readonly texts = new Map<Locale, Texts>();

  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly profiles: ProfileService,
    private readonly clock: Clock,
  ) {}

  /**
   * What an author of a kind changed of a page in a span of time, and what the last of them is called.
   * @param agent null: whichever agent was the last
   * @param exceptBy whose own changes are left out
   */
  async of(ctx: TenantContext, listingId: number, asked: ChangesQuery): Promise<WordedChanges | null> {
    const { since, until, kind, agent, exceptBy, locale } = asked;
    const all = await this.profiles.revisions(ctx, listingId, { limit: LOOKED_AT });
    const ofKind = all.filter(
      ({ author, at }) =>
        author.kind === kind && at >= since && at <= until && (author.accountId ?? '') !== exceptBy,
    );
    const [last] = agent === null ? ofKind : ofKind.filter(({ author }) => author.accountId === agent);
    if (!last) return null;
    const theirs =
      kind === 'agent' ? ofKind.filter(({ author }) => author.accountId === last.author.accountId) : ofKind;
    const scope = { locale, texts: this.textsIn(locale) };
    const context = await this.contextOf(ctx, listingId);
    return { name: last.author.name, changes: wordedChanges(theirs, all, scope, context) };
  }

  private async contextOf(ctx: TenantContext, listingId: number): Promise<FieldContext> {
    const { timeZone } = ctx.tenant.settings;
    const listing = await this.profiles.listing(ctx, listingId);
    return {
      place: { timeZone, department: departmentOf(listing?.communeCode) },
      tree: categoriesOf(ctx),
      today: isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day),
    };
  }

  /** The texts of the merchant space. */
  private textsIn(locale: Locale): Texts {
    const known = this.texts.get(locale);
    if (known) return known;
    const { root, locales } = themePaths(this.config.root);
    const texts = new Texts(locale, readTexts(root, locales, locale).table);
    this.texts.set(locale, texts);
    return texts;
  }
}
