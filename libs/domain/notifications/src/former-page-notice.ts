import type { PageNotice } from './notification';

/**
 * What a notification of a page is about that a server of the release before wrote, beside this one, into no columns: its
 * reference has the listing, the day, the kind of author, an agent, and `posts`; or the post, what was decided, and when; or
 * the mandate. For release 0.1.0 alone: no server of the next one has such a server beside it. Pure.
 */
export function formerPageNotice(ref: string): PageNotice {
  const [first = '', second, kind, agent] = ref.split('/');
  const byTown = { author: 'agent', agentId: null, postId: null } as const;
  if (second === 'mandate') return { ...byTown, change: 'mandate' };
  if (second === 'hidden' || second === 'shown') return { ...byTown, change: second, postId: first };
  const author = kind === 'agent' || kind === 'link' ? kind : 'merchant';
  return {
    change: ref.endsWith('/posts') ? 'posts' : 'page',
    author,
    agentId: author !== 'agent' || agent === 'posts' ? null : (agent ?? null),
    postId: null,
  };
}
