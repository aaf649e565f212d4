/** Tables that a tenant's role may only read and add to, never change. */
export const appendOnlyTables = [
  'audit_log',
  'booking_event',
  'credit_note',
  'gauge_decision',
  'order_amendment',
  'order_event',
  'sale_terms',
  'stock_movement',
] as const;

/** Tables that belong to the migrator: a tenant's role may only read them. */
export const readOnlyTables = ['schema_migration'] as const;
