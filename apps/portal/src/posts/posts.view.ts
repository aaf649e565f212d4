import type { PictureView } from '../photos';
import type { LinkView } from '../rendering/link.view';
import type { PostView } from '../wording/post-words';

/** A post, for who keeps its shop. */
export interface OwnPostView {
  readonly href: string;
  readonly title: string;
  readonly about: string;
  readonly status: string;
  readonly isLive: boolean;
  /** Why the town hid it. */
  readonly reason?: string;
}

/** A post that the town hides: since when and why, what it says, and what can be done. */
export interface HiddenPostView {
  readonly text: string;
  readonly reason: string;
  readonly then: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** A new post that begins with its words. */
  readonly again: LinkView;
  readonly contact: LinkView;
  /** Whether its shop may still give it up. */
  readonly mayWithdraw: boolean;
}

/** The photo of a post that is being written. */
export interface NewPhotoView {
  /** Media types that a picker offers. */
  readonly accept: string;
  /** Of what is said of it, characters. */
  readonly longest: number;
  readonly alt: string;
  /** Why the picture that was sent is not there. */
  readonly error?: string;
}

/** A post among those of the territory, with the shop that it is of. */
export interface ShopPostView extends PostView {
  /** The post on the page of its shop. */
  readonly href: string;
  readonly shop: LinkView;
  readonly where: string;
  readonly demonstration: boolean;
  readonly picture?: PictureView;
}

/** What the shops of a territory tell of. */
export interface TerritoryPostsBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly posts: readonly ShopPostView[];
  readonly none?: string;
  readonly pages: readonly (LinkView & { readonly back: boolean })[];
  readonly feed: LinkView;
  readonly data: LinkView;
}
