import { z } from 'zod';
import { POST_KINDS } from '../posts/post.schema';
import { isoDate, isoInstant, severalLines } from '../text.schema';

/** Longest reason why a post is hidden, characters. */
export const HIDING_REASON_LENGTH = 1_000;

/** A post as an agent of the town looks at it. */
export const reviewedPostSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(POST_KINDS),
  title: z.string(),
  text: z.string(),
  startsOn: isoDate,
  endsOn: isoDate,
  status: z.enum(['live', 'over', 'withdrawn', 'hidden']),
  author: z.enum(['merchant', 'agent']),
  publishedAt: isoInstant,
  hiddenReason: z.string().nullable(),
  /** What stands beside it, and what its shop says is to be seen there; its file is read apart. */
  photo: z.strictObject({ id: z.uuid(), alt: z.string().nullable() }).nullable(),
});
export type ReviewedPost = z.output<typeof reviewedPostSchema>;

export const reviewedPostsSchema = z.strictObject({ posts: z.array(reviewedPostSchema) });
export type ReviewedPosts = z.output<typeof reviewedPostsSchema>;

/** Whether the public may read a post; who keeps the shop is told why it may not. */
export const postVisibilitySchema = z.discriminatedUnion('hidden', [
  z.strictObject({ hidden: z.literal(true), reason: severalLines(HIDING_REASON_LENGTH) }),
  z.strictObject({ hidden: z.literal(false) }),
]);
export type PostVisibility = z.output<typeof postVisibilitySchema>;
