import { merchantRoles, type PortalPermission, roles } from '@halles/contracts';

const HANDLES: PortalPermission = 'listing.orders';

const handlingRoles = merchantRoles
  .filter((role) => (roles[role].permissions as readonly PortalPermission[]).includes(HANDLES))
  .map((role) => `'${role}'`)
  .join(', ');

/** SQL: whether somebody handles the orders of the shop of `ordering_settings s`. Where nobody does, nobody would answer. */
export const IS_HANDLED = `EXISTS (SELECT FROM account_grant g WHERE g.listing_id = s.listing_id
  AND g.role IN (${handlingRoles}) AND (g.permissions IS NULL OR '${HANDLES}' = ANY(g.permissions)))`;

/**
 * SQL: whether that shop said all that the law asks of who sells at a distance, or binds nobody. The same as `missingForSale` of
 * orders says of one that is read.
 */
export const MAY_SELL = `(s.kind <> 'order' OR EXISTS (
  SELECT FROM listing d JOIN listing_profile f ON f.listing_id = d.id
   WHERE d.id = s.listing_id AND f.content -> 'legal' -> 'mediator' ->> 'website' IS NOT NULL
     AND d.phone IS NOT NULL AND d.facts ->> 'email' IS NOT NULL
     AND coalesce(d.siret, f.content -> 'legal' ->> 'register') IS NOT NULL
     AND coalesce(d.address_line, d.street) IS NOT NULL))`;

/**
 * SQL: whether the product `p` can be bought: as much of it is left as anybody has to take at least. The same as `isSoldOut` of
 * the catalogue says of one that is read.
 */
export const IS_BUYABLE = `(p.archived_at IS NULL AND p.is_available AND NOT p.on_request AND (p.stock IS NULL
  OR p.stock >= CASE p.weighing ->> 'by' WHEN 'weight' THEN (p.weighing ->> 'least')::int ELSE 1 END))`;

/** SQL: whether that shop sells anything that can be bought. */
export const HAS_GOODS = `EXISTS (SELECT FROM product p WHERE p.listing_id = s.listing_id AND ${IS_BUYABLE})`;

/** SQL: whether that shop takes lists. What is listed is collected in the shop: one that turned pickup off takes none. */
export const TAKES_LISTS = `(s.takes_lists AND NOT EXISTS (SELECT FROM fulfilment_settings f
  WHERE f.listing_id = s.listing_id AND f.fulfilment = 'pickup' AND NOT f.is_on))`;

/** SQL: whether there is anything to order from that shop: something on sale, or what a list asks for. */
export const HAS_OFFER = `(${HAS_GOODS} OR ${TAKES_LISTS})`;

/** SQL: whether the listing `l` of that shop is shown as one that is open, with hours in which orders could be collected. */
export const IS_SHOWN = `(l.visibility = 'public' AND l.state = 'open' AND l.opening_id IS NOT NULL)`;

/** SQL: whether what is ordered there now can be collected on the same day, as it was computed last. @param now a parameter */
export const isForToday = (now: string): string => `(s.today_until IS NOT NULL AND s.today_until >= ${now})`;

/** SQL: whether that shop says that it takes orders and is not paused. @param now a parameter; null: paused ones too */
export const isTaking = (now: string): string =>
  `s.is_open AND (${now}::timestamptz IS NULL OR s.paused_until IS NULL OR s.paused_until <= ${now})`;
