export { postMails } from './mails/post-mails';
export { OwnerNotices } from './owner-notices';
export {
  contentOf,
  holdsOn,
  postAnchor,
  MAX_POSTS,
  MAX_POSTS_A_DAY,
  type Post,
  type PostAuthor,
  type PostContent,
  type PostStatus,
  type ShownPost,
  statusOfPost,
} from './post';
export * from './post.errors';
export { POST_HIDDEN, POST_SHOWN } from './post.events';
export { todayIn } from './post-directory';
export {
  type HiddenPost,
  type PostHiding,
  PostModeration,
  type ShownAgainPost,
} from './post-moderation.service';
export { type PostPage, PostReader, type PostWithShop } from './post-reader.service';
export { PostService } from './post.service';
export type { HiddenPostRow } from './post.repository';
export { PostsModule } from './posts.module';
export type { PostCursor, PostOfListing } from './shown-post.repository';
