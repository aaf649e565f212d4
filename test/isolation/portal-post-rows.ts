import { DAY } from '@halles/kernel';
import type { Planting } from './portal-planting';

const now = new Date();
const isoAfter = (days: number): string => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);

/** What a shop tells of, and something that the town does not let it say. */
export async function plantPosts(p: Planting): Promise<{ readonly post: string }> {
  const { mark, listing } = p;
  const said = {
    listing_id: listing,
    kind: 'offer',
    starts_on: isoAfter(-1),
    ends_on: isoAfter(20),
    author: 'merchant',
    before: { kind: 'novelty', title: mark, text: mark, startsOn: isoAfter(-1), endsOn: isoAfter(20) },
    published_at: now,
    updated_at: now,
  };
  const post = await p.insert('post', {
    ...said,
    title: `${mark} offre`,
    body: `${mark} deux pour un`,
    seat: 1,
  });
  const hidden = { hidden_at: now, hidden_reason: `${mark} pourquoi` };
  const masked = await p.insert('post', {
    ...said,
    ...hidden,
    title: `${mark} masquée`,
    body: `${mark} caché`,
  });
  await p.insert('post_decision', { post_id: masked, by_name: `${mark} Martin`, reason: `${mark} pourquoi` });
  return { post };
}
