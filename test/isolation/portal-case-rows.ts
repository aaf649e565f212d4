import { v7 as uuid } from 'uuid';
import type { Planting } from './portal-planting';

const now = new Date();
/** For tables that have no id. */
const noId = { id: undefined };

/** What agents note of the town's cases, of the sentences that they send, and of pages that they have not published. */
export async function plantCases(p: Planting, claim: string): Promise<void> {
  const { mark, listing } = p;
  const of = { kind: 'claim', case_id: claim };
  await p.insert('case_assignee', {
    ...noId,
    ...of,
    account_id: uuid(),
    name: `${mark} Dubois`,
    assigned_at: now,
  });
  await p.insert('case_event', {
    ...of,
    act: 'assign',
    by_name: `${mark} Dubois`,
    to_name: `${mark} Petit`,
    at: now,
  });
  await p.insert('reason_template', {
    purpose: 'refuse',
    title: mark,
    text_fr: `${mark} raison`,
    text_en: `${mark} reason`,
    created_at: now,
  });
  await p.insert('listing_visit', {
    ...noId,
    listing_id: listing,
    visited_on: '2026-11-20',
    account_id: uuid(),
    by_name: `${mark} Dubois`,
    note: `${mark} note`,
    visited_at: now,
  });
  await p.insert('agent_draft', {
    ...noId,
    listing_id: listing,
    account_id: uuid(),
    changes: { descriptionEn: { value: mark, version: 1 } },
    updated_at: now,
  });
}
