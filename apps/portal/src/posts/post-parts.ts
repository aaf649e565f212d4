import { listingPath, pathTo } from '@halles/contracts';
import type { Listing } from '@halles/domain/listings';
import { type Post, statusOfPost } from '@halles/domain/posts';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';
import { postDates } from '../wording/post-words';
import type { OwnPostView } from './posts.view';

/** What was just done with a post. */
export const postChanges = [
  'published',
  'changed',
  'withdrawn',
  'restored',
  'undone',
  'photo',
  'photoRemoved',
] as const;
export type PostChange = (typeof postChanges)[number];

/** What takes each of them back: the button of the post's page. */
const BACK = {
  published: 'withdraw',
  changed: 'undo',
  withdrawn: 'restore',
  restored: 'withdraw',
  undone: 'undo',
  // A photo is sent again, or another one.
  photo: null,
  photoRemoved: null,
} as const satisfies Record<PostChange, string | null>;

/** The post that something was done with; of one that the page did not read no more than which it is. */
export type DonePost = Post | Pick<Post, 'id' | 'listingId'>;

/** That something was done, with the way back, and the page that everybody reads. */
export interface DoneView {
  readonly text: string;
  /** The button that takes it back; absent where another form of the page does. */
  readonly undo?: {
    readonly action: string;
    readonly do: string;
    readonly label: string;
    /** Which change is taken back. */
    readonly seen: string;
  };
  readonly page?: LinkView;
}

/** What the public sees of a shop, and on which day. */
export interface PostsMoment {
  /** Null where the public sees nothing of it. */
  readonly shown: Pick<Listing, 'id' | 'slug' | 'state'> | null;
  readonly today: string;
}

/** Pure. */
export function presentDone(
  { texts, locale }: PageScope,
  post: DonePost,
  done: PostChange,
  { shown, today }: PostsMoment,
): DoneView {
  const { id, listingId } = post;
  const known = 'updatedAt' in post ? post : null;
  // A page that is closed for good shows no posts.
  const isRead = shown?.state === 'open' && known !== null && statusOfPost(known, today) === 'live';
  // What the town hides, its shop does not bring back.
  const back = known?.hiddenAt == null ? BACK[done] : null;
  return {
    text: texts.line(`posts.done.${done === 'photo' && !isRead ? 'photoKept' : done}`),
    ...(back === null
      ? {}
      : {
          undo: {
            action: pathTo('merchant.post', locale, { listing: listingId, post: id }),
            do: back,
            label: texts.line(`posts.back.${back}`),
            seen: known?.updatedAt.toISOString() ?? '',
          },
        }),
    ...(shown === null
      ? {}
      : { page: { href: listingPath(locale, shown), label: texts.line('posts.seePage') } }),
  };
}

/** A post in the list of who keeps its shop. Pure. */
export function presentOwnPost(scope: PageScope, post: Post, { shown, today }: PostsMoment): OwnPostView {
  const { texts, locale } = scope;
  const status = statusOfPost(post, today);
  const isLive = status === 'live';
  const isRead = shown?.state === 'open';
  return {
    href: pathTo('merchant.post', locale, { listing: post.listingId, post: post.id }),
    title: post.title,
    about: `${texts.line(`posts.kinds.${post.kind}`)} · ${postDates(post, today, scope)}`,
    // The public reads no posts of a page that it does not see, or that is closed for good.
    status: texts.line(`posts.status.${isLive && !isRead ? 'unread' : status}`),
    isLive: isLive && isRead,
    ...(post.hiddenReason === null
      ? {}
      : { reason: texts.line('posts.hiddenFor', { reason: post.hiddenReason }) }),
  };
}
