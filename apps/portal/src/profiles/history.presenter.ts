import { pathTo } from '@halles/contracts';
import { actChanges, actWords, type PageAct } from '@halles/domain/page-history';
import { UNDO_MS } from '@halles/domain/photos';
import { type FieldContext, type Revision, revisionWords } from '@halles/domain/profiles';
import { momentWords } from '@halles/kernel';
import type { PageScope } from '../rendering/page-scope';
import { type Closing, presentClosing } from './closing';
import type { HistoryBody } from './history.view';
import type { ReturnNote } from './return-notes';

/** A change that is taken back only after a yes: it would close the business for longer, or on most of its days. */
export interface UndoConfirmation {
  readonly version: number;
  readonly closing: Closing;
}

/** Why a change was not taken back: it was changed since, or its place is the town's to look at. */
export type UndoRefusal = 'clash' | 'placeWaits' | 'placeForTown';

/** How many changes and acts a page shows. */
export const ENTRIES_A_PAGE = 20;

/** What one page of a history shows, the last first. */
export interface HistoryPage {
  readonly revisions: readonly Revision[];
  readonly acts: readonly PageAct[];
  /** Before which the next page begins; null where there is none. */
  readonly older: Date | null;
}

/**
 * The page that starts at the most recent entry. Entries of the same instant stay on one page, unless they exceed a page. Pure.
 * @param revisions the most recent ones, one more than fits on a page if there are that many; the same goes for `acts`
 */
export function pageOfHistory(revisions: readonly Revision[], acts: readonly PageAct[]): HistoryPage {
  const instants = [...revisions, ...acts]
    .map(({ at }) => at.getTime())
    .toSorted((one, other) => other - one);
  const first = instants[ENTRIES_A_PAGE];
  if (first === undefined) return { revisions, acts, older: null };
  const whole = instants.filter((at) => at > first);
  const last = whole.at(-1) ?? first;
  const isOn = ({ at }: { readonly at: Date }): boolean => at.getTime() >= last;
  return { revisions: revisions.filter(isOn), acts: acts.filter(isOn), older: new Date(last) };
}

/** Where products are changed, put on sale again, and files of them taken back. */
type ProductRoute = 'merchant.products' | 'merchant.archivedProducts' | 'merchant.productImports';

/** What a reader may do about what a history shows: it is open to more people than that. */
export interface HistoryReach {
  /** Whether they may take back what was published of the page. */
  readonly canUndo: boolean;
  /** Whether they are an agent of the town. */
  readonly isAgent: boolean;
  /** Whether they may open the photos, and put them back; or the posts. */
  readonly leadsTo: (route: 'photo.album' | 'merchant.posts' | 'merchant.products') => boolean;
}

interface HistoryContext extends FieldContext, ReturnNote {
  /** Since when the page is kept by whom it is now; null where no claim says so. */
  readonly keptSince?: Date | null;
  /** Why the town made a change, by its version. */
  readonly reasons?: ReadonlyMap<number, string>;
  /** Versions that the town made by accepting what was asked for. */
  readonly accepted?: ReadonlySet<number>;
  readonly refusal?: UndoRefusal;
  readonly reader?: string;
  readonly can: HistoryReach;
  readonly asked?: UndoConfirmation;
  /** Whether the public reads the page. */
  readonly isPublic: boolean;
  readonly now: Date;
  /** Whether newer changes are on a page before these. */
  readonly hasNewer?: boolean;
}

/** What taking a change back would close, and the way to do it all the same. */
const presentConfirmation = (
  scope: PageScope,
  listing: number,
  { version, closing }: UndoConfirmation,
): NonNullable<HistoryBody['asked']> => ({
  ...presentClosing(scope, closing),
  action: pathTo('profile.undo', scope.locale, { listing }),
  version,
  leave: {
    href: pathTo('profile.history', scope.locale, { listing }),
    label: scope.texts.line('pro.history.leave'),
  },
});

function presentRevision(
  scope: PageScope,
  listing: number,
  revision: Revision,
  context: HistoryContext,
): HistoryBody['revisions'][number] {
  const { texts, locale } = scope;
  const { version, at, author, undoesFrom, isUndone } = revision;
  const isReader = author.accountId !== null && author.accountId === context.reader;
  // Who kept the page before is nobody that its keeper of today has to know by name.
  const isOfOther = author.kind === 'merchant' && context.keptSince != null && at < context.keptSince;
  const { isConfirmation, labels, changes } = revisionWords(revision, scope, context);
  const reason = revision.reason ?? context.reasons?.get(version);
  const who = isReader
    ? texts.line('pro.history.by.you')
    : texts.line(`pro.history.by.${isOfOther ? 'shop' : author.kind}`, {
        person: author.name || texts.line('pro.someone'),
      });
  const undo = {
    action: pathTo('profile.undo', locale, { listing }),
    label: texts.line('pro.history.undo'),
  };
  // What an agent put elsewhere than it was asked for is the town's own word.
  const isAccepted = context.accepted?.has(version) === true && author.kind !== 'agent';
  return {
    version,
    who: isAccepted ? texts.line('pro.history.accepted', { who }) : who,
    when: momentWords(at, { locale, timeZone: context.place.timeZone }, 'full'),
    ...(undoesFrom === null
      ? {}
      : {
          note: texts.line('pro.history.undoes', {
            when: momentWords(undoesFrom, { locale, timeZone: context.place.timeZone }, 'full'),
            fields: labels,
          }),
        }),
    ...(isUndone ? { note: texts.line('pro.history.undone') } : {}),
    ...(reason === undefined ? {} : { reason: texts.line('pro.history.reason', { reason }) }),
    ...(isConfirmation ? { act: texts.line('pro.history.confirmed', { fields: labels }) } : {}),
    changes: isConfirmation ? [] : changes,
    ...(isUndone || isConfirmation || !context.can.canUndo ? {} : { undo }),
  };
}

/** Where products are put on sale again that were taken off it, a file is taken back, or any of them is changed. */
function presentProducts(
  { texts, locale }: PageScope,
  listing: number,
  action: PageAct['action'],
  can: HistoryReach,
): Pick<HistoryBody['revisions'][number], 'there'> {
  const [route, label]: readonly [ProductRoute, string] =
    action === 'product.archived'
      ? ['merchant.archivedProducts', 'seeArchived']
      : action.startsWith('products.import')
        ? ['merchant.productImports', 'seeImports']
        : ['merchant.products', 'see'];
  // Whoever may open the list of products may open what is behind it, but for files: those are no agent's.
  const isOpen = route === 'merchant.productImports' ? !can.isAgent : true;
  if (!isOpen || !can.leadsTo('merchant.products')) return {};
  return {
    there: { href: pathTo(route, locale, { listing }), label: texts.line(`pro.history.products.${label}`) },
  };
}

/** Where an act is taken back, or where such things are done: for who may do that. */
function presentUndo(
  scope: PageScope,
  listing: number,
  { at, action, photo }: PageAct,
  { can, now }: HistoryContext,
): Pick<HistoryBody['revisions'][number], 'undo' | 'there'> {
  if (action.startsWith('product')) return presentProducts(scope, listing, action, can);
  const { texts, locale } = scope;
  const isOfPost = action.startsWith('post.');
  // Who keeps the page, and what it is merged with, is no matter of its editors.
  if (!isOfPost && !action.startsWith('photo.')) return {};
  const route = isOfPost ? 'merchant.posts' : 'photo.album';
  if (!can.leadsTo(route)) return {};
  const isBack =
    action === 'photo.removed' &&
    photo?.removedAt?.getTime() === at.getTime() &&
    now.getTime() - at.getTime() < UNDO_MS;
  if (isBack)
    return {
      undo: {
        action: pathTo('photo.restore', locale, { listing, photo: photo.id }),
        label: texts.line('pro.history.undo'),
      },
    };
  const label = texts.line(isOfPost ? 'pro.history.posts' : 'pro.history.photos');
  return { there: { href: pathTo(route, locale, { listing }), label } };
}

/** What the local authority decides, and does for nobody. */
const DECISIONS: ReadonlySet<string> = new Set([
  'addition.approve',
  'pair.merged',
  'pair.separated',
  'post.hidden',
  'post.shown',
]);

/** What was done with a photo or a post, or who keeps the page from then on, and by whom; and where it is taken back, or done. */
function presentAct(
  scope: PageScope,
  listing: number,
  entry: PageAct,
  context: HistoryContext,
): HistoryBody['revisions'][number] {
  const { texts, locale } = scope;
  const { at, by, accountId, agentId, name, reason } = entry;
  const doer = accountId ?? agentId;
  const isReader = doer !== null && doer === context.reader;
  const someone = name ?? texts.line('pro.someone');
  // Posts of the demonstration are published by nobody's account.
  const named = { merchant: 'merchant', town: 'agent', system: 'system' } as const;
  const unnamed = { merchant: 'shop', town: 'town', system: 'system' } as const;
  // A decision is the local authority’s: its agent answers to it, and not to who keeps the page.
  const isUnnamed = name === null || (by === 'town' && DECISIONS.has(entry.action));
  const who = `pro.history.by.${(isUnnamed ? unnamed : named)[by]}`;
  return {
    who: isReader ? texts.line('pro.history.by.you') : texts.line(who, { person: someone }),
    when: momentWords(at, { locale, timeZone: context.place.timeZone }, 'full'),
    act: actWords(entry, texts),
    ...(reason === null ? {} : { note: texts.line('pro.history.reason', { reason }) }),
    changes: actChanges(entry, texts, locale),
    ...presentUndo(scope, listing, entry, context),
  };
}

/**
 * That a change was taken back, and what the public reads of each of its fields since: where the public reads the page, and
 * nothing that came later says otherwise.
 */
function presentUndone(
  revisions: readonly Revision[],
  changes: HistoryBody['revisions'],
  { done, isShown, isPublic, hasNewer = false }: HistoryContext,
  { texts }: PageScope,
): Pick<HistoryBody, 'undone'> {
  const undo = revisions.find(({ version, undoes }) => version === done && undoes !== null);
  const shown = changes.find(({ version }) => version === undo?.version);
  if (!undo || !shown) return {};
  const isLast = !revisions.some(
    ({ version, changes: later }) =>
      version > undo.version && Object.keys(undo.changes).some((field) => field in later),
  );
  if (hasNewer || undo.isUndone || !isLast || !isPublic)
    return { undone: { text: texts.line('pro.history.takenBackOnly'), values: [] } };
  return {
    undone: {
      text: texts.line(isShown === false ? 'pro.history.takenBackSoon' : 'pro.history.takenBack'),
      values: shown.changes.map(({ label, after }) => ({ label, value: after })),
    },
  };
}

/** Why a change was not taken back, and the way to the place that the town looks at. */
const presentRefusal = (
  { texts, locale }: PageScope,
  listing: number,
  refusal: UndoRefusal | undefined,
): Pick<HistoryBody, 'problem' | 'place'> =>
  refusal === undefined
    ? {}
    : {
        problem: texts.line(`pro.history.${refusal}`),
        ...(refusal === 'clash'
          ? {}
          : {
              place: {
                href: pathTo('profile.address', locale, { listing }),
                label: texts.line(`pro.history.${refusal}Action`),
              },
            }),
      };

/** Every change of a page: who, when, before and after; and what was done with its photos and posts, the last first. Pure. */
export function presentHistory(
  scope: PageScope,
  listingId: number,
  { revisions, acts, older }: HistoryPage,
  context: HistoryContext,
): Pick<
  HistoryBody,
  'asked' | 'lead' | 'undone' | 'problem' | 'place' | 'errors' | 'revisions' | 'older' | 'empty'
> {
  const { texts, locale } = scope;
  const changes = revisions.map((revision) => presentRevision(scope, listingId, revision, context));
  return {
    lead: texts.line('pro.history.lead'),
    ...presentUndone(revisions, changes, context, scope),
    ...presentRefusal(scope, listingId, context.refusal),
    errors: [],
    ...(context.asked ? { asked: presentConfirmation(scope, listingId, context.asked) } : {}),
    revisions: [
      // A page that was given back, and said nothing of its own, has changed nothing for its readers.
      ...revisions.flatMap(({ at, changes: fields }, index) =>
        Object.keys(fields).length === 0 ? [] : [{ at, view: changes[index] }],
      ),
      ...acts.map((act) => ({ at: act.at, view: presentAct(scope, listingId, act, context) })),
    ]
      .toSorted((one, other) => other.at.getTime() - one.at.getTime())
      .flatMap(({ view }) => view ?? []),
    ...(older
      ? {
          older: {
            href: `${pathTo('profile.history', locale, { listing: listingId })}?avant=${older.toISOString()}`,
            label: texts.line('pro.history.older'),
          },
        }
      : {}),
    ...(revisions.length + acts.length === 0 ? { empty: texts.line('pro.history.empty') } : {}),
  };
}
