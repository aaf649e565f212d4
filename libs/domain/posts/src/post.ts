import { MAX_POST_DAYS, type PostInput, type PostKind } from '@halles/contracts';
import { dayOfIso, type IsoDate, isoOfDay } from '@halles/domain/hours';
import { PostOver } from './post.errors';

/** Who wrote it: who keeps the shop, or an agent of the town for them. */
export type PostAuthor = 'merchant' | 'agent';

/** What a post says. */
export interface PostContent {
  readonly kind: PostKind;
  readonly title: string;
  readonly text: string;
  /** The first day of what it tells of, by the calendar of the territory. */
  readonly startsOn: IsoDate;
  /** The last day on which it is read. */
  readonly endsOn: IsoDate;
}

/** A post as the public reads it. */
export interface ShownPost extends PostContent {
  readonly id: string;
  readonly author: PostAuthor;
  readonly publishedAt: Date;
  readonly updatedAt: Date;
}

/** What a post said before its last change. */
export interface FormerContent extends PostContent {
  /** Of a change that took one back: when what it took back was written. */
  readonly undone?: string;
}

/** A post as who keeps the shop, and the town, see it. */
export interface Post extends ShownPost {
  readonly listingId: number;
  /** What it said before the last change; null where it never was otherwise. */
  readonly before: FormerContent | null;
  readonly withdrawnAt: Date | null;
  readonly hiddenAt: Date | null;
  /** Why the town hid it. */
  readonly hiddenReason: string | null;
}

/** A shop has so many posts at once. The table has as many seats. */
export const MAX_POSTS = 5;

/** So many are published of a shop in 24 hours, withdrawn ones too. */
export const MAX_POSTS_A_DAY = 20;

/** How long something is read whose last day nobody named, days after its first. */
const LASTS = { novelty: 30, offer: 30, event: 0, opening: 30 } as const satisfies Record<PostKind, number>;

/** How a post stands, for who keeps the shop. */
export type PostStatus = 'live' | 'over' | 'withdrawn' | 'hidden';

/**
 * What is written, with both of its days. Pure.
 * @param first its first day unless it names one: today, or the one that it had
 * @throws PostOver where its last day is past, before its first, or further ahead than anything is planned
 */
export function contentOf(
  { startsOn, endsOn, ...words }: PostInput,
  today: IsoDate,
  first: IsoDate = today,
): PostContent {
  const last = (from: IsoDate): IsoDate => isoOfDay(dayOfIso(from) + LASTS[words.kind]);
  const from = startsOn ?? first;
  const until = endsOn ?? last(from);
  const span = dayOfIso(until) - dayOfIso(from);
  const isFar = dayOfIso(until) - dayOfIso(today) > MAX_POST_DAYS || span > MAX_POST_DAYS;
  if (until < today || span < 0 || isFar)
    throw new PostOver({}, [
      {
        pointer: endsOn === null ? '/startsOn' : '/endsOn',
        message: {
          fr: 'Choisissez un jour à venir, dans l’année.',
          en: 'Choose a day to come, within a year.',
        },
      },
    ]);
  return { ...words, startsOn: from, endsOn: until };
}

/** How a post stands on a day. Pure. */
export function statusOfPost(
  { hiddenAt, withdrawnAt, endsOn }: Pick<Post, 'hiddenAt' | 'withdrawnAt' | 'endsOn'>,
  today: IsoDate,
): PostStatus {
  if (hiddenAt !== null) return 'hidden';
  if (withdrawnAt !== null) return 'withdrawn';
  return endsOn < today ? 'over' : 'live';
}

/** Whether what a post tells of holds on a day, and not from another day on. Pure. */
export const holdsOn = (
  { startsOn, endsOn }: Pick<PostContent, 'startsOn' | 'endsOn'>,
  day: IsoDate,
): boolean => startsOn <= day && day <= endsOn;

/** Whether two posts say the same. Pure. */
export const saysTheSame = (one: PostContent, other: PostContent): boolean =>
  one.kind === other.kind &&
  one.title === other.title &&
  one.text === other.text &&
  one.startsOn === other.startsOn &&
  one.endsOn === other.endsOn;

/** Where a post stands on the page of its shop: the fragment of its address. Pure. */
export const postAnchor = (id: string): string => `post-${id}`;
