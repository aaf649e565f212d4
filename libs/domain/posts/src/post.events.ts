import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Who keeps a shop must hear that the town hid a post of theirs, and why; the reference is the post's. */
export const POST_HIDDEN = defineJob('post.hidden', 'mail');

export const mailHiddenPost = (postId: string): OutboxMessage => ({ kind: POST_HIDDEN, ref: postId });
