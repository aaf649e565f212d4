/**
 * What becomes of a row that refers to a listing when this is merged into another one.
 * `moves`: it goes over, and comes back when they are taken apart. `taken-over`: what the other one lacks is written there
 * too, and goes from it again. `read`: it stays, and is read for the other one. `stays`: it is of somebody who kept the
 * listing once, and nothing of it is in force. `kept`: there is none, since a listing that somebody keeps is not the one
 * that goes.
 */
export type MergePolicy = 'moves' | 'taken-over' | 'read' | 'stays' | 'kept';

/** Every table that refers to a listing: the schema is compared with it. */
export const mergePolicies = {
  account_grant: 'kept',
  account_invitation: 'stays',
  agenda: 'stays',
  agenda_busy_source: 'stays',
  agenda_feed: 'stays',
  agenda_resource: 'stays',
  agenda_service: 'stays',
  agenda_summary: 'stays',
  agent_draft: 'stays',
  agent_session: 'stays',
  addition_request: 'stays',
  blocked_customer: 'moves',
  booking: 'stays',
  booking_hold: 'stays',
  booking_wait: 'stays',
  calm_hours: 'stays',
  canned_answer: 'stays',
  claim: 'moves',
  collection_point: 'stays',
  conversation: 'stays',
  correction: 'moves',
  correction_link: 'moves',
  credit_note: 'stays',
  credit_note_number: 'stays',
  customer_order: 'stays',
  footfall: 'stays',
  footfall_click: 'stays',
  footfall_hour: 'stays',
  footfall_link: 'stays',
  freshness_question: 'stays',
  fulfilment_settings: 'stays',
  gauge_decision: 'stays',
  gauge_rule_notice: 'stays',
  invitation_letter: 'read',
  letter_objection: 'read',
  listing: 'moves',
  listing_confirmation: 'taken-over',
  listing_count: 'read',
  listing_merge: 'moves',
  listing_pair: 'moves',
  listing_profile: 'taken-over',
  listing_report: 'moves',
  listing_source: 'moves',
  listing_transfer: 'stays',
  listing_visit: 'read',
  mandate: 'moves',
  messaging: 'stays',
  notification: 'stays',
  order_amendment: 'stays',
  order_assurance: 'stays',
  order_contact: 'stays',
  order_daily: 'stays',
  order_daily_due: 'stays',
  order_number: 'stays',
  order_payment: 'stays',
  order_silence: 'stays',
  order_withdrawal: 'stays',
  ordering_settings: 'stays',
  payment_account: 'stays',
  payment_mismatch: 'stays',
  photo: 'moves',
  agenda_free: 'stays',
  place_day: 'stays',
  place_gauge: 'stays',
  post: 'moves',
  product: 'stays',
  product_column_mapping: 'stays',
  product_import: 'stays',
  profile_draft: 'stays',
  sale_terms: 'stays',
  slot_hold: 'stays',
  town_service: 'kept',
} as const satisfies Readonly<Record<string, MergePolicy>>;

/** Those of which rows go over by their own id, and by nothing else. */
export const movedTables = [
  'blocked_customer',
  'correction',
  'correction_link',
  'listing_report',
  'mandate',
  'photo',
  'post',
] as const;
export type MovedTable = (typeof movedTables)[number];

/** Ids of the rows that went over, by table. */
export type MovedRows = Readonly<Record<MovedTable, readonly string[]>>;
