import { DAY } from '@halles/kernel';
import { v7 as uuid } from 'uuid';
import { emailOf, type Planting } from './portal-planting';
import { plantAgenda, plantGauge } from './portal-agenda-rows';
import { plantConversation } from './portal-conversation-rows';
import { plantCases } from './portal-case-rows';
import { plantOrders } from './portal-order-rows';
import { plantPosts } from './portal-post-rows';

/** Ids of what was written. */
export interface Rows {
  readonly claim: string;
  readonly transfer: string;
  readonly addition: string;
  readonly report: string;
  readonly invitation: string;
  readonly link: string;
  readonly ask: string;
  readonly mandate: string;
  readonly correctionLink: string;
  readonly product: string;
  readonly productImport: string;
  readonly order: string;
  readonly orderRecipient: string;
  readonly orderContact: string;
  readonly booking: string;
  readonly bookingRecipient: string;
  readonly bookingFile: string;
  readonly conversation: string;
  readonly messagePhoto: string;
  readonly agendaService: string;
  readonly wait: string;
  readonly agendaResource: string;
  readonly agendaSession: string;
  readonly feedToken: string;
  readonly door: string;
  readonly screen: string;
  readonly post: string;
}

const now = new Date();
const later = new Date(now.getTime() + 30 * DAY);
/** For tables that have no id. */
const noId = { id: undefined };

/** Rows of every table that the services did not write. */
export async function writeRows(planting: Planting): Promise<Rows> {
  const accounts = await plantAccounts(planting);
  const claims = await plantClaims(planting);
  await plantProfile(planting);
  const freshness = await plantFreshness(planting);
  const links = {
    mandate: await plantMandate(planting),
    correctionLink: await plantCorrections(planting),
  };
  await plantOffice(planting);
  await plantCases(planting, claims.claim);
  const orders = await plantOrders(planting);
  const agenda = await plantAgenda(planting);
  await plantGauge(planting, agenda.booking);
  const posts = await plantPosts(planting);
  const conversations = await plantConversation(planting);
  return { ...conversations, ...orders, ...agenda, ...posts, ...accounts, ...claims, ...freshness, ...links };
}

async function plantAccounts(p: Planting): Promise<Pick<Rows, 'link' | 'invitation'>> {
  const { mark, word, email, listing, people } = p;
  await p.insert('account_identity', {
    ...noId,
    issuer: `https://${word}.example`,
    subject: mark,
    account_id: people.owner,
  });
  const link = await p.insert('account_link', {
    kind: 'sign-in',
    token_hash: Buffer.alloc(32, 1),
    account_id: people.claimant,
    email,
    locale: 'fr',
    carries: { returnTo: `/pro?${word}` },
    expires_at: later,
  });
  await p.insert('oidc_attempt', {
    ...noId,
    state_hash: Buffer.alloc(32, 2),
    browser_hash: Buffer.alloc(32, 3),
    nonce: mark,
    verifier: Buffer.alloc(8),
    return_to: `/${word}`,
    locale: 'fr',
    expires_at: later,
  });
  const invitation = await p.insert('account_invitation', {
    listing_id: listing,
    email,
    locale: 'fr',
    invited_by: people.owner,
    expires_at: later,
  });
  await p.run('UPDATE account_session SET browser = $1', [mark]);
  return { link, invitation };
}

async function plantClaims(p: Planting): Promise<Pick<Rows, 'claim' | 'transfer' | 'addition'>> {
  const { mark, email, listing, people } = p;
  const claim = await p.insert('claim', {
    listing_id: listing,
    account_id: people.claimant,
    state: 'review',
    policy: 'manual',
    locale: 'fr',
    created_at: now,
    changed_at: now,
  });
  await p.insert('claim_proof', {
    claim_id: claim,
    kind: 'email-code',
    state: 'asked',
    trust: 'sure',
    contact: email,
    source: mark,
    document: { key: [mark], type: 'application/pdf', bytes: 1 },
    created_at: now,
    expires_at: later,
  });
  await p.insert('claim_event', {
    claim_id: claim,
    step: 'start',
    state: 'review',
    cause: 'begun',
    reason: `${mark} raison`,
    by_kind: 'claimant',
    by_name: `${mark} claimant`,
    at: now,
  });
  return { claim, ...(await plantOffers(p)) };
}

async function plantOffers(p: Planting): Promise<Pick<Rows, 'transfer' | 'addition'>> {
  const { mark, listing, people } = p;
  const transfer = await p.insert('listing_transfer', {
    listing_id: listing,
    from_account_id: people.owner,
    to_email: emailOf(mark, 'claimant'),
    state: 'offered',
    locale: 'fr',
    created_at: now,
    expires_at: later,
  });
  const addition = await p.insert('addition_request', {
    account_id: people.claimant,
    state: 'asked',
    siret: '55203253400646',
    content: { name: `${mark} nouveau`, category: 'bakery', street: mark, commune: '33063', phone: '' },
    locale: 'fr',
    reason: mark,
    decided_by: mark,
    created_at: now,
  });
  return { transfer, addition };
}

async function plantProfile(p: Planting): Promise<void> {
  const { mark, text, listing, people } = p;
  const authors = { descriptionFr: { kind: 'merchant', at: now.toISOString() } };
  await p.run('DELETE FROM listing_profile WHERE listing_id = $1', [listing]);
  await p.insert('listing_profile', {
    listing_id: listing,
    version: 1,
    content: {
      ...{ descriptionFr: text, descriptionEn: text },
      // Without it no orders are taken that owe money.
      legal: {
        ...{ legalName: null, register: `${mark} RCS`, vat: null, terms: null, compliance: true },
        mediator: { name: `${mark} médiateur`, address: null, website: 'https://mediateur.example' },
      },
    },
    authors: { ...authors, [mark]: { kind: 'merchant', at: now } },
    owned: true,
    created_at: now,
    updated_at: now,
  });
  await p.insert('listing_revision', {
    ...noId,
    listing_id: listing,
    version: 1,
    author_kind: 'merchant',
    account_id: people.owner,
    author_name: `${mark} owner`,
    changes: { descriptionFr: { before: null, after: text } },
    read_before: { phone: `${mark} avant` },
    read_after: { phone: `${mark} ailleurs` },
    reason: `${mark} raison`,
    authors_before: { [mark]: { kind: 'agent', at: now } },
    created_at: now,
  });
  await p.insert('profile_draft', {
    ...noId,
    listing_id: listing,
    account_id: people.owner,
    changes: { descriptionEn: { value: text, version: 1 } },
    updated_at: now,
  });
}

async function plantFreshness(p: Planting): Promise<Pick<Rows, 'ask' | 'report'>> {
  const { mark, word, listing, people } = p;
  await p.insert('listing_confirmation', {
    ...noId,
    listing_id: listing,
    fact: 'hours',
    confirmed_at: now,
    confirmed_by: 'merchant',
    account_id: people.owner,
  });
  const ask = await p.insert('freshness_question', {
    listing_id: listing,
    account_id: people.owner,
    occasion: 'monthly',
    period: '2026-11',
    asked_at: now,
  });
  await p.insert('notification', {
    account_id: people.owner,
    event: 'report',
    listing_id: listing,
    ref: mark,
    created_at: now,
  });
  await p.insert('push_subscription', {
    account_id: people.owner,
    endpoint: `https://push.example/${word}`,
    p256dh: mark,
    auth: mark,
    created_at: now,
  });
  await p.insert('listing_count', {
    ...noId,
    listing_id: listing,
    day: '2026-11-24',
    kind: 'view',
    count: 7,
  });
  return { ask, report: await plantReports(p) };
}

async function plantReports(p: Planting): Promise<string> {
  const { mark, email, listing } = p;
  const report = await p.insert('listing_report', {
    idempotency_key: uuid(),
    listing_id: listing,
    kind: 'other',
    message: `${mark} message`,
    email,
    locale: 'fr',
    created_at: now,
    reporter_key: mark,
  });
  await p.insert('listing_report', {
    idempotency_key: uuid(),
    listing_id: listing,
    kind: 'moved',
    message: `${mark} message`,
    moved_to: JSON.stringify({
      line: `4 rue ${mark}`,
      postalCode: null,
      communeCode: '33063',
      pin: null,
    }),
    locale: 'fr',
    created_at: now,
    owner_answer: JSON.stringify({ at: now, note: `${mark} raison` }),
  });
  await p.insert('listing_report', {
    idempotency_key: uuid(),
    listing_id: listing,
    kind: 'post',
    message: `${mark} message`,
    reported_post: JSON.stringify({ id: uuid(), title: `${mark} post`, text: `${mark} text` }),
    locale: 'fr',
    created_at: now,
  });
  await p.insert('listing_report', {
    idempotency_key: uuid(),
    listing_id: listing,
    kind: 'closed',
    message: `${mark} message`,
    locale: 'fr',
    state: 'refused',
    created_at: now,
    decided_at: now,
    decided_by: 'merchant',
    decider_name: `${mark} owner`,
    reason: `${mark} raison`,
  });
  return report;
}

async function plantMandate(p: Planting): Promise<string> {
  const { mark, email, listing } = p;
  return p.insert('mandate', {
    listing_id: listing,
    state: 'proposed',
    scope: ['hours'],
    giver_name: `${mark} Paul`,
    giver_quality: `${mark} gérante`,
    giver_email: email,
    locale: 'fr',
    means: 'link',
    signed_as: mark,
    proposed_by: uuid(),
    proposed_by_name: `${mark} Dubois`,
    created_at: now,
    ask_expires_at: later,
    expires_at: later,
  });
}

/** A link by which a page is corrected, what was corrected by it, and an address that waits for a decision. */
async function plantCorrections(p: Planting): Promise<string> {
  const { mark, word, listing } = p;
  const correctionLink = await p.insert('correction_link', {
    listing_id: listing,
    email: `${word}-shop@town.example`,
    locale: 'fr',
    created_at: now,
    expires_at: later,
  });
  await p.insert('correction', {
    link_id: correctionLink,
    listing_id: listing,
    changes: { phone: mark },
    state: 'accepted',
    created_at: now,
    decided_at: now,
    decided_by: mark,
    decided_address: {
      line: `2 ${mark} rue`,
      complement: null,
      postalCode: '33000',
      communeCode: '33063',
      position: null,
    },
    reason: `${mark} raison`,
  });
  await p.insert('correction', {
    locale: 'fr',
    listing_id: listing,
    changes: {
      address: {
        number: '1',
        repetition: null,
        street: `${mark} rue`,
        postalCode: '33000',
        communeCode: '33063',
        position: null,
      },
    },
    state: 'open',
    doubt: 'street',
    created_at: now,
  });
  return correctionLink;
}

/** What the town keeps of its own, and nobody is shown on a portal. */
async function plantOffice(p: Planting): Promise<void> {
  const { mark, word, email, listing } = p;
  await p.insert('enquiry', {
    idempotency_key: uuid(),
    reference: mark,
    name: mark,
    email,
    subject: mark,
    message: mark,
    locale: 'fr',
    created_at: now,
  });
  await p.insert('mail_delivery', {
    template: mark,
    ref: uuid(),
    recipient: email,
    message_id: mark,
    response: mark,
  });
  await p.insert('audit_log', { actor: mark, action: mark, detail: { mark } });
  const chosen = { chosen_by: uuid(), chosen_by_name: `${mark} Dubois`, chosen_at: now };
  await p.insert('claim_policy', { id: 1, policy: 'trust', ...chosen });
  const dry = { options: { mark }, report: { mark }, progress: { mark }, failure: { mark } };
  const job = await p.insert('directory_import', {
    source: 'csv',
    state: 'done',
    vintage: '2026-11-01',
    ...dry,
    requested_by: mark,
  });
  await p.insert('import_change', {
    ...noId,
    import_id: job,
    source: mark,
    source_id: mark,
    listing_id: listing,
    kind: 'added',
    before: { mark },
  });
  await p.insert('csv_mapping', { ...noId, header: mark, mapping: { mark } });
  await p.insert('directory_seed', { ...noId, name: mark, digest: mark });
  await p.insert('unanswered_search', { ...noId, day: '2026-11-24', words: `${word} introuvable` });
}
