import type { PostKind } from '@halles/contracts';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import { postAnchor, type ShownPost } from '@halles/domain/posts';
import { formatDay } from '@halles/platform/theming';
import type { LinkView } from '../rendering/link.view';
import type { PageScope } from '../rendering/page-scope';

/** A post as pages show it. */
export interface PostView {
  /** Of its heading, which links of other pages lead to. */
  readonly id: string;
  readonly icon: string;
  /** « Offre ». */
  readonly kind: string;
  readonly title: string;
  /** « Jusqu’au 5 décembre 2026 ». */
  readonly when: string;
  /** Paragraphs, in which line breaks count. */
  readonly paragraphs: readonly string[];
  /** That an agent of the town wrote it for the shop. */
  readonly source?: string;
  /** Where a reader says that something is wrong with it. */
  readonly report?: LinkView;
}

const ICONS = {
  novelty: 'megaphone',
  offer: 'basket',
  event: 'calendar',
  opening: 'shop',
} as const satisfies Record<PostKind, string>;

/** From when to when it holds, in words. Pure. */
export function postDates(
  { kind, startsOn, endsOn, publishedAt }: ShownPost,
  today: string,
  { texts, locale, settings }: PageScope,
): string {
  const line = (key: string, ...days: readonly string[]): string =>
    texts.line(`posts.dates.${key}`, {
      from: formatDay(days[0] ?? startsOn, locale),
      until: formatDay(days[1] ?? endsOn, locale),
    });
  if (kind === 'novelty')
    return line('novelty', isoOfDay(wallTime(settings.timeZone, publishedAt.getTime()).day));
  if (kind === 'opening') return line(startsOn > today ? 'opens' : 'open');
  if (startsOn === endsOn) return line('day');
  return line(kind === 'offer' && startsOn <= today ? 'until' : 'span');
}

/** A post. Pure. */
export function presentPost(post: ShownPost, today: string, scope: PageScope): PostView {
  const { texts } = scope;
  return {
    id: postAnchor(post.id),
    icon: ICONS[post.kind],
    kind: texts.line(`posts.kinds.${post.kind}`),
    title: post.title,
    when: postDates(post, today, scope),
    paragraphs: post.text.split(/\n{2,}/),
    ...(post.author === 'agent' ? { source: texts.line('posts.byAgent') } : {}),
  };
}
