import type { InWords, PageEntry, ProfileField } from '@halles/contracts';
import { categoriesOf } from '@halles/domain/categories';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { departmentOf } from '@halles/domain/listings';
import { type ActChange, actChanges, actWords, type PageAct } from '@halles/domain/page-history';
import {
  changeWords,
  type FieldChange,
  type FieldContext,
  type Revision,
  type RevisionWords,
  revisionWords,
  valueWords,
} from '@halles/domain/profiles';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, InjectConfig } from '@halles/platform/config';
import type { TenantContext } from '@halles/platform/tenancy';
import { readTexts, Texts, themePaths } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';

/** Words what pages say as the merchant's own history does: an agent and who keeps the page read the same. */
@Injectable()
export class FieldWording {
  private readonly scopes = new Map<Locale, { readonly locale: Locale; readonly texts: Texts }>();

  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** A change of a field; where the words are the same before and after, what changed is among the second. */
  change(
    ctx: TenantContext,
    communeCode: string | null,
    field: ProfileField,
    change: FieldChange,
  ): { readonly before: InWords; readonly after: InWords } {
    const context = this.contextOf(ctx, communeCode);
    const inLocale = (locale: Locale) => {
      const scope = this.scopeIn(locale);
      const words = (value: unknown): string => valueWords(field, value, {}, scope, context);
      return changeWords(field, change, { before: words(change.before), after: words(change.after) }, scope);
    };
    const [fr, en] = [inLocale('fr'), inLocale('en')];
    return { before: { fr: fr.before, en: en.before }, after: { fr: fr.after, en: en.after } };
  }

  /** A change of a page. */
  revision(
    ctx: TenantContext,
    communeCode: string | null,
    revision: Revision,
  ): Readonly<Record<Locale, RevisionWords>> {
    const context = this.contextOf(ctx, communeCode);
    const inLocale = (locale: Locale): RevisionWords =>
      revisionWords(revision, this.scopeIn(locale), context);
    return { fr: inLocale('fr'), en: inLocale('en') };
  }

  /** What was done with a page. */
  act(locale: Locale, act: PageAct): string {
    return actWords(act, this.scopeIn(locale).texts);
  }

  /** What it changed of products, before and after. */
  actChanges(locale: Locale, act: PageAct): ActChange[] {
    return actChanges(act, this.scopeIn(locale).texts, locale);
  }

  /** A sentence of the merchant space. */
  line(locale: Locale, key: string, values: Readonly<Record<string, string>>): string {
    return this.scopeIn(locale).texts.line(key, values);
  }

  private contextOf(ctx: TenantContext, communeCode: string | null): FieldContext {
    const { timeZone } = ctx.tenant.settings;
    return {
      place: { timeZone, department: departmentOf(communeCode) },
      tree: categoriesOf(ctx),
      today: isoOfDay(wallTime(timeZone, this.clock.now().getTime()).day),
    };
  }

  /** The texts of the merchant space. */
  private scopeIn(locale: Locale): { readonly locale: Locale; readonly texts: Texts } {
    const known = this.scopes.get(locale);
    if (known) return known;
    const { root, locales } = themePaths(this.config.root);
    const scope = { locale, texts: new Texts(locale, readTexts(root, locales, locale).table) };
    this.scopes.set(locale, scope);
    return scope;
  }
}

/** The same changes in both languages, one beside the other. Pure. */
export const changesInBoth = (
  words: Readonly<Record<Locale, Pick<RevisionWords, 'changes'>>>,
): PageEntry['changes'] =>
  words.fr.changes.map(({ label, before, after }, at) => {
    const en = words.en.changes[at];
    return {
      label: { fr: label, en: en?.label ?? label },
      before: { fr: before, en: en?.before ?? before },
      after: { fr: after, en: en?.after ?? after },
    };
  });
