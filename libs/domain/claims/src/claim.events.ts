import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A claimant must hear of a step of their claim. The ref is the event. */
export const CLAIM_NOTIFY = defineJob('claim.notify', 'mail');
/** Who keeps the listing must hear of it. The ref is the event of the other's claim. */
export const CLAIM_NOTIFY_OWNER = defineJob('claim.notify-owner', 'mail');
/** The town must hear that there is something to decide. The ref is the event. */
export const CLAIM_NOTIFY_AGENTS = defineJob('claim.notify-agents', 'mail');
/** A code must be sent or said. The ref is the proof. */
export const CLAIM_CODE = defineJob('claim.code', 'mail');
/** A document of a proof must be deleted. The ref is the proof. */
export const CLAIM_ERASE_DOCUMENT = defineJob('claim.erase-document');
/** What an owner left who lost the listing must end. The ref is the event of the claim that was recognised. */
export const LISTING_CLEAR_LEFT = defineJob('listing.clear-left');
/** Who is to take a listing over must be asked. The ref is the transfer. */
export const CLAIM_OFFER_TRANSFER = defineJob('claim.offer-transfer', 'mail');
/** Who asked for a business to be added must hear that it was passed on. The ref is the addition. */
export const ADDITION_ACKNOWLEDGE = defineJob('addition.acknowledge', 'mail');
/** They must hear what was decided. The ref is the addition. */
export const ADDITION_NOTIFY = defineJob('addition.notify', 'mail');
/** The town must hear of an addition to decide. The ref is the addition. */
export const ADDITION_NOTIFY_AGENTS = defineJob('addition.notify-agents', 'mail');

type Messages = Readonly<Record<string, (ref: string) => OutboxMessage>>;

/** What is put into the outbox, by what must happen. */
export const claimMessages = {
  notify: (ref) => ({ kind: CLAIM_NOTIFY, ref }),
  notifyOwner: (ref) => ({ kind: CLAIM_NOTIFY_OWNER, ref }),
  notifyAgents: (ref) => ({ kind: CLAIM_NOTIFY_AGENTS, ref }),
  code: (ref) => ({ kind: CLAIM_CODE, ref }),
  eraseDocument: (ref) => ({ kind: CLAIM_ERASE_DOCUMENT, ref }),
  clearLeft: (ref) => ({ kind: LISTING_CLEAR_LEFT, ref }),
  offerTransfer: (ref) => ({ kind: CLAIM_OFFER_TRANSFER, ref }),
  additionAcknowledge: (ref) => ({ kind: ADDITION_ACKNOWLEDGE, ref }),
  notifyOfAddition: (ref) => ({ kind: ADDITION_NOTIFY, ref }),
  notifyAgentsOfAddition: (ref) => ({ kind: ADDITION_NOTIFY_AGENTS, ref }),
} as const satisfies Messages;
