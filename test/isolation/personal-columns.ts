import type { Portal } from '../../apps/portal/testing/portal-harness';

/** Columns that hold something of whoever has an account, and the list of the export that tells it. */
export const EXPORTED: Readonly<Record<string, string>> = {
  'account.email': 'account.email',
  'account.id': 'account.id',
  'account.name': 'account.name',
  'account_grant.account_id': 'account.grants',
  'account_identity.account_id': 'account.identities',
  'account_identity.subject': 'account.identities',
  'account_invitation.email': 'account.invitationsReceived',
  'account_invitation.invited_by': 'account.invitationsSent',
  'account_link.account_id': 'account.links',
  'account_link.email': 'account.links',
  'account_session.account_id': 'account.sessions',
  'account_session.authenticated_by': 'account.sessions',
  'account_session.browser': 'account.sessions',
  'account_session.siret': 'account.sessions',
  'addition_request.account_id': 'claims.additions',
  'addition_request.siret': 'claims.additions',
  'blocked_customer.account_id': 'blocked',
  'blocked_customer.email': 'blocked',
  'blocked_customer.name': 'blocked',
  'blocked_customer.phone': 'blocked',
  'claim.account_id': 'claims.claims',
  'claim_event.by_name': 'claims.events',
  'claim_proof.contact': 'claims.proofs',
  'correction.account_id': 'places',
  'correction.withdrawn_by': 'places',
  'correction_link.email': 'corrections.sent',
  'customer_order.collector_name': 'orders',
  'customer_order.account_id': 'orders',
  'customer_order.customer_email': 'orders',
  'customer_order.customer_name': 'orders',
  'customer_order.customer_phone': 'orders',
  'customer_order.delivery_address': 'orders',
  'customer_order.note': 'orders',
  'shopping_list.message': 'orders',
  'enquiry.email': 'enquiries',
  'enquiry.message': 'enquiries',
  'enquiry.name': 'enquiries',
  'enquiry.subject': 'enquiries',
  'freshness_question.account_id': 'freshness.questions',
  'listing_confirmation.account_id': 'freshness.confirmations',
  'listing_report.decider_id': 'reports.decisions',
  'listing_report.email': 'reports.written',
  'listing_report.message': 'reports.written',
  'listing_revision.account_id': 'profiles.changes',
  'listing_transfer.from_account_id': 'claims.transfers',
  'listing_transfer.to_email': 'claims.transfers',
  'mail_delivery.recipient': 'mails',
  'mandate.giver_email': 'mandates',
  'mandate.giver_name': 'mandates',
  'mandate.giver_quality': 'mandates',
  'mandate.proposed_by_name': 'mandates',
  'mandate.signature': 'mandates',
  'mandate.signed_as': 'mandates',
  'notification.account_id': 'notifications.notifications',
  'notification_preference.account_id': 'notifications.preferences',
  'order_contact.email': 'order-contacts',
  'order_event.account_id': 'order-work.steps',
  'order_hand_over.recipient_name': 'orders',
  'order_withdrawal.customer_email': 'withdrawals',
  'order_withdrawal.customer_name': 'withdrawals',
  'order_withdrawal.refunded_by': 'order-work.refunds',
  'ordering_settings.phone': 'order-phones',
  'photo.created_by': 'photos',
  'profile_draft.account_id': 'profiles.drafts',
  'push_subscription.account_id': 'notifications.browsers',
  'push_subscription.endpoint': 'notifications.browsers',
};

/** Columns whose names or contents may be of a person, and why the export of an account does not tell them. */
const EXCEPTED: Readonly<Record<string, readonly string[]>> = {
  'a secret that opens the account: it says nothing of the person': ['account_recovery_code.account_id'],
  'lives for minutes, until its browser comes back from the provider': ['oidc_attempt.account_id'],
  'of an account of the console, whose people the town employs': [
    'addition_request.decided_by',
    'agent_draft.account_id',
    'case_assignee.account_id',
    'case_assignee.name',
    'case_event.by_name',
    'case_event.to_name',
    'claim_policy.chosen_by',
    'claim_policy.chosen_by_name',
    'correction.decided_by',
    'directory_import.requested_by',
    'listing_merge.merged_by',
    'listing_pair.decided_by',
    'listing_visit.account_id',
    'listing_visit.by_name',
    'listing_visit.note',
    'mandate.proposed_by',
    'order_assurance.agent_name',
    'order_assurance.note',
    'post_decision.by_name',
  ],
  'the security log: the page says that the town tells what is in it': ['audit_log.actor'],
  'which side acted, and no person': [
    'listing_confirmation.confirmed_by',
    'listing_report.decided_by',
    'mandate.ended_by',
    'order_assurance.done_by',
    'order_event.actor',
    'order_line.weighed_by',
  ],
  'the name of the account, exported with it, beside what it did': [
    'listing_report.decider_name',
    'listing_revision.author_name',
  ],
  'of the business, which anybody may read, or the sources of the directory have': [
    'import_facts.match_name',
    'import_facts.siret',
    'import_plan.siret',
    'listing.facts',
    'listing.folded_name',
    'listing.name',
    'listing.phone',
    'listing.siret',
    'listing_source.facts',
    'listing_staging.siret',
  ],
  'whom an order was mailed to or called at: the mails and the number are exported': [
    'order_recipient.account_id',
    'order_recipient.phone',
  ],
  'what a shop asks of its customers': ['ordering_settings.confirms_contact'],
  'a browser that is notified of an order, and serves for nothing else: forgotten with its customer': [
    'order_browser.endpoint',
  ],
  'names of things and places': [
    'collection_point.name',
    'commune.name',
    'directory_seed.name',
    'order_line.name',
    'product.name',
    'schema_migration.name',
    'search_place.folded_name',
    'search_place.name',
  ],
};

/** Tables of businesses, places, goods and numbers, and of sessions of the console: no column is of who has an account. */
export const OF_NOBODY: readonly string[] = [
  'agent_session',
  'credit_note',
  'credit_note_number',
  'csv_mapping',
  'directory_state',
  'fulfilment_settings',
  'import_change',
  'invitation_letter',
  'letter_objection',
  'listing_count',
  'listing_profile',
  'map_cell',
  'open_data_release',
  'opening',
  'order_amendment',
  'order_daily',
  'order_daily_check',
  'order_daily_due',
  'order_note',
  'order_number',
  'order_payment',
  'order_payment_act',
  'order_silence',
  'order_withdrawal_line',
  'payment_account',
  'payment_event',
  'payment_mismatch',
  'place_day',
  'post',
  'product_column_mapping',
  'product_import',
  'product_import_change',
  'product_word',
  'reason_template',
  'sale_terms',
  'search_delete',
  'search_entry',
  'search_key',
  'slot_hold',
  'stock_movement',
  'storage_room',
  'unanswered_search',
];

export const exceptions: readonly string[] = Object.values(EXCEPTED).flat();

const LOOKS_PERSONAL =
  '(email|recipient|phone|contact|endpoint|browser|signature|signed_as|siret|account_id|decider_id|actor)$|_name$|_by$|^(name|message|note|subject|giver_quality|delivery_address)$';

/** Columns that refer to accounts, are named like something of a person, or hold the number or an address of one of them. */
export async function personalColumns(
  { world }: Portal,
  people: readonly string[],
): Promise<{ readonly columns: string[]; readonly tables: string[] }> {
  return world.work.read(world.here, async ({ manager }) => {
    const all = await manager.query<{ table: string; column: string; suspect: boolean }[]>(
      `SELECT c.relname AS table, a.attname AS column,
              a.attname ~ $1 OR EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'
                                           AND k.confrelid = 'account'::regclass AND a.attnum = ANY (k.conkey)) AS suspect
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY 1, 2`,
      [LOOKS_PERSONAL],
    );
    const columns: string[] = [];
    for (const { table, column, suspect } of all) {
      const [held] = await manager.query<{ found: boolean }[]>(
        `SELECT EXISTS (SELECT FROM "${table}" WHERE "${column}"::text ~ $1) AS found`,
        [`${people.join('|')}|@town\\.example`],
      );
      if (suspect || held?.found === true) columns.push(`${table}.${column}`);
    }
    return { columns, tables: [...new Set(all.map(({ table }) => table))] };
  });
}
