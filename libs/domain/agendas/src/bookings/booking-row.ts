import type { Booking } from './booking';

/** The columns of a booking `b`, as `toBooking` reads them. */
export const BOOKING = `
  b.id, b.listing_id AS "listingId", b.reference, b.state, b.event, b.service_id AS "serviceId", b.service_name AS "serviceName",
  b.price_cents AS "priceCents", b.price_max_cents AS "priceMaxCents", b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.party,
  b.cancellation_notice AS "cancellationNotice", b.customer_name AS "customerName", b.customer_email AS "customerEmail",
  b.customer_phone AS "customerPhone", b.guest_name AS guest, b.presence_confirmed_at AS "presenceConfirmedAt",
  b.wants_earlier AS "wantsEarlier", b.note, b.locale, b.source, b.created_at AS "createdAt",
  b.need, b.parts, b.series_id AS "seriesId", b.venue, b.customer_address AS address, b.answers, b.person_id AS "personId",
  coalesce((SELECT p.is_active FROM agenda_resource p WHERE p.id = b.person_id), false) AS "isPersonActive",
  (SELECT json_build_object('isSensitive', bool_or(v.is_sensitive), 'videoUrl', min(v.video_url),
                            'instructions', string_agg(DISTINCT v.instructions_after, E'\\n'),
                            'cancellationNote', string_agg(DISTINCT v.cancellation_note, E'\\n'),
                            'choosesPerson', bool_or(v.chooses_person), 'keepsPerson', bool_or(v.keeps_person), 'isOffered',
                            bool_and(v.is_active AND v.archived_at IS NULL AND v.access = 'everyone'))
     FROM agenda_service v
    WHERE v.id = ANY (b.service_id || ARRAY(SELECT (p ->> 'serviceId')::uuid FROM jsonb_array_elements(b.parts) p))) AS "serviceTerms",
  (SELECT coalesce(json_agg(json_build_object('id', r.id, 'name', r.name, 'kind', r.kind) ORDER BY r.position, r.id), '[]')
     FROM booking_resource t JOIN agenda_resource r ON r.id = t.resource_id WHERE t.booking_id = b.id) AS resources,
  (SELECT s.place FROM agenda_session s
    WHERE s.service_id = b.service_id AND s.starts_at = b.starts_at AND s.state <> 'cancelled') AS "sessionPlace"`;

export interface BookingRow extends Omit<Booking, 'customer'> {
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly customerPhone: string | null;
}

/** A booking as it is stored. Pure. */
export const toBooking = ({ customerName, customerEmail, customerPhone, ...row }: BookingRow): Booking => ({
  ...row,
  customer: customerName === null ? null : { name: customerName, email: customerEmail, phone: customerPhone },
});
