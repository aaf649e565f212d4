import { rethrowConstraint } from '@halles/platform/database';
import { MAX_POSTS } from './post';
import { PostRepeated, TooManyPosts } from './post.errors';

/** What a write meets that another transaction took meanwhile: its words, or its seat. @throws PostRepeated, TooManyPosts */
export async function conflictsAsErrors<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    return rethrowConstraint(error, {
      post_once: () => new PostRepeated({}),
      post_seats: () => new TooManyPosts({ most: MAX_POSTS }),
    });
  }
}
