import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Who keeps a shop must hear that the town hid a post of theirs, and why; the reference is the post's. */
export const POST_HIDDEN = defineJob('post.hidden', 'mail');

export const mailHiddenPost = (postId: string): OutboxMessage => ({ kind: POST_HIDDEN, ref: postId });

/** Who was told that the town hid a post of theirs must hear that it hides it no more; the reference is the post's. */
export const POST_SHOWN = defineJob('post.shown', 'mail');

export const mailShownPost = (postId: string): OutboxMessage => ({ kind: POST_SHOWN, ref: postId });
