import { LONGEST_ALT, type ShownPhoto } from '@halles/domain/photos';
import type { Bilingual } from '@halles/kernel';
import { ACCEPT, pictureError, presentOnePicture, withPicture } from '../photos';
import { pathsTo, pathTo } from '@halles/contracts';
import { MAX_POSTS, type Post, statusOfPost } from '@halles/domain/posts';
import { type FormState, type FormValues, FormWriter, rawTextOf } from '@halles/platform/forms';
import { dayOf } from '../wording/day-words';
import { identifyListing, presentListing } from '../listings';
import type { MerchantListing, MerchantPage, OnBehalfView } from '../merchant-space';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { postForm, SEEN, seenIn } from './post.form';
import type { HiddenPostView, NewPhotoView } from './posts.view';
import { type DonePost, type PostChange, type PostsMoment, presentDone, presentOwnPost } from './post-parts';

/** How a page of posts is shown after something was done, or was not. */
export interface PostsState {
  readonly form: FormState;
  readonly done?: { readonly what: PostChange; readonly post: DonePost } | undefined;
  /** There is no page to look at: the public does not see the shop. */
  readonly isUnseen?: boolean;
  /** Somebody else changed the post meanwhile: what it says now stands beside what was typed. */
  readonly isOutdated?: boolean;
  /** Why the photo that was sent is not there; null where none was sent. */
  readonly photoProblem?: Bilingual | null;
  /** A photo was sent with a form that is shown again: it is to be chosen again. */
  readonly isPhotoLost?: boolean;
  /** The form begins with the words of a post that has a photo, which it does not bring. */
  readonly lacksPhoto?: boolean | undefined;
}

/** Of the shop, and of the moment. */
export interface PostsPlace extends PostsMoment {
  readonly listing: MerchantListing;
}

const doneOf = (scope: PageScope, { shown, today }: PostsPlace, { done }: PostsState) =>
  done === undefined
    ? {}
    : {
        done: presentDone(scope, done.post, done.what, { shown, today }),
      };

/** What a form of a post asks of the photo beside it. */
const newPhoto = (
  scope: PageScope,
  { form, photoProblem, isPhotoLost = false }: PostsState,
): NewPhotoView => {
  // Whoever sent none wants none.
  const error = isPhotoLost
    ? scope.texts.line('photos.one.chooseAgain')
    : pictureError(scope, photoProblem ?? undefined);
  return {
    accept: ACCEPT,
    longest: LONGEST_ALT,
    alt: rawTextOf(form.values, 'alt'),
    ...(error === undefined ? {} : { error }),
  };
};

/** What a shop tells of, for who keeps it, with a form that adds to it. @param newId of the post that the form adds. Pure. */
export const postsPage = (
  place: PostsPlace,
  posts: readonly Post[],
  state: PostsState,
  newId: string,
): MerchantPage => ({
  view: 'posts/posts',
  title: ({ texts }) => texts.line('posts.heading'),
  paths: pathsTo('merchant.posts', { listing: place.listing.id }),
  listing: place.listing,
  section: 'posts',
  present: (scope) => {
    const { texts, locale } = scope;
    const writer = new FormWriter(postForm, state.form, texts, locale);
    const summary = writer.summary();
    const photo = newPhoto(scope, state);
    // A photo that is lost beside nothing else is no fault of the form.
    const isWrong = summary.problem !== undefined || Boolean(state.photoProblem);
    return {
      lead: texts.line('posts.lead', { most: MAX_POSTS }),
      ...doneOf(scope, place, state),
      ...(state.isUnseen ? { unseen: texts.line('posts.unseen') } : {}),
      ...(state.lacksPhoto ? { photoNote: texts.line('posts.hidden.photoAgain') } : {}),
      ...withPicture(scope, summary, isWrong ? photo.error : undefined),
      form: writer.view(pathTo('merchant.posts', locale, { listing: place.listing.id })),
      newId,
      photo,
      ...(posts.length === 0 ? { none: texts.line('posts.none') } : {}),
      posts: posts.map((post) => presentOwnPost(scope, post, place)),
    };
  },
});

/** What is said of a post that the town hides, with the ways on. */
function presentHidden(scope: PageScope, post: Post, hiddenAt: Date): HiddenPostView {
  const { texts, locale } = scope;
  const { id, listingId, title, text, hiddenReason, withdrawnAt } = post;
  return {
    text: texts.line('posts.hidden.text', { day: dayOf(hiddenAt, scope) }),
    reason: texts.line('posts.hidden.reason', { reason: hiddenReason ?? '' }),
    then: texts.line(withdrawnAt === null ? 'posts.hidden.then' : 'posts.hidden.withdrawn'),
    title,
    paragraphs: text.split(/\n{2,}/),
    again: {
      href: `${pathTo('merchant.posts', locale, { listing: listingId })}?reprise=${id}`,
      label: texts.line('posts.hidden.again'),
    },
    contact: { href: pathTo('contact', locale), label: texts.line('posts.hidden.contact') },
    mayWithdraw: withdrawnAt === null,
  };
}

/** One post, to be changed, withdrawn, put back. Pure. */
export const postPage = (
  place: PostsPlace,
  post: Post,
  photo: ShownPhoto | null,
  state: PostsState,
): MerchantPage => ({
  view: 'posts/post',
  title: ({ texts }) => texts.line(post.hiddenAt === null ? 'posts.editHeading' : 'posts.hidden.heading'),
  paths: pathsTo('merchant.post', { listing: place.listing.id, post: post.id }),
  listing: place.listing,
  section: 'posts',
  present: (scope) => {
    const { texts, locale } = scope;
    const writer = new FormWriter(postForm, state.form, texts, locale);
    const status = statusOfPost(post, place.today);
    const ids = { listing: place.listing.id, post: post.id };
    const error = status === 'hidden' ? undefined : pictureError(scope, state.photoProblem);
    return {
      ...doneOf(scope, place, state),
      ...(state.isUnseen ? { unseen: texts.line('posts.unseen') } : {}),
      ...withPicture(scope, writer.summary(), error),
      form: writer.view(pathTo('merchant.post', locale, ids)),
      post: presentOwnPost(scope, post, place),
      ...(post.hiddenAt !== null
        ? { hidden: presentHidden(scope, post, post.hiddenAt) }
        : {
            photo: presentOnePicture(scope, {
              action: pathTo('merchant.postPhoto', locale, ids),
              photo,
              error,
            }),
            photoRemoval: pathTo('merchant.postPhotoRemoval', locale, ids),
          }),
      mayWithdraw: status === 'live' || status === 'over',
      mayRestore: status === 'withdrawn' && post.endsOn >= place.today,
      mayUndo: post.before !== null,
      // What was typed goes on from the version that it was typed on, until the newer one was shown.
      seen:
        (state.isOutdated ? null : seenIn(state.form.values))?.toISOString() ?? post.updatedAt.toISOString(),
      ...(state.isOutdated ? { now: { title: post.title, paragraphs: post.text.split(/\n{2,}/) } } : {}),
      back: {
        href: pathTo('merchant.posts', locale, { listing: place.listing.id }),
        label: texts.line('posts.all'),
      },
    };
  },
});

/** What the bar of a look at the page carries on to the next button. */
const CARRIED = ['id', 'alt', SEEN, ...postForm.fields.keys()];

/** The page of the shop as everybody will see it with the post, and a bar that publishes it. Pure. */
export function presentPostPreview(
  scope: PageScope,
  shown: Parameters<typeof presentListing>[1],
  {
    listing,
    post,
    values,
    isPhotoLost = false,
    onBehalf,
  }: {
    readonly listing: number;
    /** Null for a new one. */
    readonly post: string | null;
    readonly values: FormValues;
    /** A photo was sent, which the look at the page does not keep. */
    readonly isPhotoLost?: boolean;
    readonly onBehalf?: OnBehalfView;
  },
): PageModel {
  const { texts, locale } = scope;
  const paths =
    post === null ? pathsTo('merchant.posts', { listing }) : pathsTo('merchant.post', { listing, post });
  return {
    head: { ...identifyListing(scope, shown), jsonLd: [], noindex: true, paths },
    body: {
      ...presentListing(scope, shown),
      preview: {
        text: texts.line(isPhotoLost ? 'posts.previewWithoutPhoto' : 'posts.preview'),
        action: paths[locale],
        hasChanges: true,
        carried: CARRIED.map((name) => ({ name, value: rawTextOf(values, name) })),
        publish: texts.line('posts.publish'),
        discard: texts.line('posts.editAgain'),
        ...(onBehalf ? { onBehalf } : {}),
        back: { href: pathTo('merchant.posts', locale, { listing }), label: texts.line('posts.all') },
      },
    },
  };
}
