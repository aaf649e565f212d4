import type { NotedProducts, PageActName, ProfileField } from '@halles/contracts';

/** One thing that somebody did with a page beside changing its profile. */
export interface PageAct {
  readonly at: Date;
  readonly action: PageActName;
  /** Who keeps the page, the town, or the product by itself. */
  readonly by: 'merchant' | 'town' | 'system';
  /** Who keeps the page; null where that is not who did it, or their account is erased. */
  readonly accountId: string | null;
  /** Of the console: who did it for the town; null where nobody of it did, or nobody knows. */
  readonly agentId: string | null;
  /** Null where it is not kept, was erased, or is of another who kept or claimed the page. */
  readonly name: string | null;
  /** Null where it is about none, or the post was erased. */
  readonly post: { readonly id: string; readonly title: string } | null;
  /** Null where it is about none, or the photo was erased. */
  readonly photo: {
    readonly id: string;
    /** When it was taken off, where it is off. */
    readonly removedAt: Date | null;
  } | null;
  /** Null where it is about none, or is older than what the log says of it and the photo was erased. */
  readonly photoKind: 'photo' | 'logo' | 'product' | 'post' | null;
  /** The product that a photo is of; null where it is of none, or was erased. */
  readonly photoOf: string | null;
  /** Whether the photo took the place of another. */
  readonly isReplacement: boolean;
  /** Why the town hid a post. */
  readonly reason: string | null;
  /** The listing that was merged into this one or set apart from it, and what the page said otherwise for it; null where none was. */
  readonly merge: {
    readonly other: number;
    /** What the other was called; null where nobody named it, or the log does not say. */
    readonly name: string | null;
    /** What this page was called before and is after, where that changed. */
    readonly renamed: readonly [before: string | null, after: string | null] | null;
    readonly fields: readonly ProfileField[];
  } | null;
  /** How many products a file added, changed and took off sale, or taking it back did; null where it is about none. */
  readonly counts: { readonly added: number; readonly changed: number; readonly removed: number } | null;
  /** What of its products changed; null where it is about none, or is older than what the log says of them. */
  readonly products: NotedProducts | null;
}
