import { createHash } from 'node:crypto';
import { HOUR, MINUTE } from '@halles/kernel';
import { v7 as uuid } from 'uuid';
import type { Planting } from './portal-planting';

const now = new Date();
/** For tables that have no id. */
const noId = { id: undefined };

/** When something can be booked in it, as searches know it. */
async function plantFreeTimes(p: Planting): Promise<void> {
  const { mark, listing } = p;
  await p.run(
    `INSERT INTO agenda_free (listing_id, day, change, is_stale, notice, starts, services, computed_at)
     VALUES ($1, '2026-11-27', 1, false, 0, '{[29600000,29600001)}', $2, $3)`,
    [listing, JSON.stringify([{ id: `${mark} coupe`, party: 1, starts: [29_600_000] }]), now],
  );
}

/** An agenda that takes bookings, and one that was made in it. */
export async function plantAgenda(
  p: Planting,
): Promise<
  Record<
    | 'booking'
    | 'bookingRecipient'
    | 'bookingFile'
    | 'wait'
    | 'agendaService'
    | 'agendaResource'
    | 'agendaSession'
    | 'feedToken'
    | 'door'
    | 'screen',
    string
  >
> {
  const { service, resource } = await plantOffer(p);
  const booked = await plantBooking(p, service, resource);
  const wait = await plantWait(p, service);
  const agendaSession = await plantSession(p, service);
  const feedToken = await plantCalendars(p, resource);
  return {
    ...booked,
    wait,
    agendaService: service,
    agendaResource: resource,
    agendaSession,
    feedToken,
    ...(await plantFootfall(p)),
  };
}

/** What calendar programs read of it. @returns what the address says */
async function plantCalendars(p: Planting, resource: string): Promise<string> {
  const { mark, listing, people } = p;
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
  const token = Buffer.from(hashOf(mark), 'hex').toString('base64url');
  await p.insert('agenda_feed', {
    ...{ listing_id: listing, resource_id: resource, account_id: people.owner, token_hash: hashOf(token) },
    ...{ created_at: now, changed_at: now },
  });
  const source = await p.insert('agenda_busy_source', {
    ...{ listing_id: listing, resource_id: resource, account_id: people.owner, host: `${mark}.example` },
    ...{ address_sealed: Buffer.from(`${mark} scellé`), added_at: now, next_at: now, asked_at: now },
  });
  await p.run(
    `INSERT INTO agenda_busy_time (source_id, listing_id, during) VALUES ($1, $2, tstzrange($3, $4))`,
    [source, listing, new Date('2026-11-30T09:00:00Z'), new Date('2026-11-30T10:00:00Z')],
  );
  return token;
}

/** What can be booked, and who serves for it. */
async function plantOffer(p: Planting): Promise<Record<'service' | 'resource', string>> {
  const { mark, listing } = p;
  await p.insert('agenda', {
    ...noId,
    ...{
      listing_id: listing,
      is_open: true,
      wait_hours: 4,
      confirms_by_hand: false,
      step: 30,
      notice: 0,
      horizon: 30,
    },
    ...{ cancellation_notice: 0, cancellation_note: `${mark} appelez`, pauses: '[]', updated_at: now },
  });
  await plantFreeTimes(p);
  const resource = await p.insert('agenda_resource', {
    ...{
      listing_id: listing,
      kind: 'staff',
      name: `${mark} fauteuil`,
      capacity: 1,
      hours: 'Mo-Su 08:00-20:00',
      absences: '[]',
    },
    ...{ is_active: true, position: 0 },
  });
  const service = await p.insert('agenda_service', {
    ...{ listing_id: listing, name: `${mark} coupe`, description: `${mark} aux ciseaux`, duration: 30 },
    ...{ buffer_before: 0, buffer_after: 0, party_min: 1, party_max: 4, price_cents: 2_800 },
    ...{ is_active: true, position: 0, video_url: `https://visio.example/${mark}`, postcodes: ['26000'] },
    questions: JSON.stringify([{ label: `${mark} question`, choices: [], isRequired: false }]),
    ...{ instructions_before: `${mark} avant`, instructions_after: `${mark} après` },
    ...{ cancellation_note: `${mark} appelez` },
  });
  await p.insert('agenda_service_resource', {
    ...noId,
    ...{ listing_id: listing, service_id: service, resource_id: resource },
  });
  return { service, resource };
}

/** A session of a service. */
const plantSession = (p: Planting, service: string): Promise<string> =>
  p.insert('agenda_session', {
    ...{ listing_id: p.listing, service_id: service, seats: 8, state: 'open', created_at: now },
    ...{ starts_at: new Date(now.getTime() + 48 * HOUR), ends_at: new Date(now.getTime() + 49 * HOUR) },
    place: `${p.mark} atelier`,
  });

/** A booking with all that came of it, and a time that somebody else holds. */
async function plantBooking(
  p: Planting,
  service: string,
  resource: string,
): Promise<Record<'booking' | 'bookingRecipient' | 'bookingFile', string>> {
  const { mark, email, listing, people } = p;
  const [startsAt, endsAt] = [new Date(now.getTime() + HOUR), new Date(now.getTime() + HOUR + 30 * MINUTE)];
  const booking = await p.insert('booking', {
    ...{ listing_id: listing, reference: 'K7PM3XQD', state: 'confirmed', event: 1, service_id: service },
    ...{ service_name: `${mark} coupe`, price_cents: 2_800, starts_at: startsAt, ends_at: endsAt, party: 1 },
    ...{ cancellation_notice: 0, customer_name: `${mark} Martin`, customer_email: email },
    ...{
      customer_phone: '+33612345678',
      guest_name: `${mark} Paul`,
      note: `${mark} frange`,
      locale: 'fr',
      source: 'online',
    },
    ...{
      account_id: people.reader,
      idempotency_key: uuid(),
      content_digest: '0'.repeat(64),
      created_at: now,
      customer_address: `${mark} rue du Lac`,
      person_id: resource,
      series_id: uuid(),
      need: 'helper',
      answers: JSON.stringify([{ label: `${mark} question`, answer: `${mark} réponse` }]),
      parts: JSON.stringify(
        ['coupe', 'couleur'].map((name) => ({
          ...{ serviceId: service, name: `${mark} ${name}`, duration: 15, priceCents: 1_400 },
          ...{ priceMaxCents: null, resourceIds: [resource] },
        })),
      ),
    },
  });
  await p.run(
    `INSERT INTO booking_resource (booking_id, listing_id, resource_id, lane, during, is_taken)
     VALUES ($1, $2, $3, 1, tstzrange($4, $5), true)`,
    [booking, listing, resource, startsAt, endsAt],
  );
  const later = (at: Date): Date => new Date(at.getTime() + HOUR);
  await plantHold(p, { service, resource, startsAt: later(startsAt), endsAt: later(later(endsAt)) });
  await p.insert('booking_event', {
    ...{ booking_id: booking, event: 1, state: 'confirmed', actor: 'customer', account_id: people.reader },
    ...{ starts_at: startsAt, is_moved: false, created_at: now },
  });
  const alert = { booking_id: booking, starts_at: startsAt, day: '2026-11-29', promised_at: now };
  await p.insert('booking_alert', alert);
  await p.insert('booking_reminder', { booking_id: booking, starts_at: startsAt, days: 1, promised_at: now });
  await p.insert('agenda_summary', {
    ...{ listing_id: listing, account_id: people.owner, day: '2026-11-29', promised_at: now },
  });
  const bookingFile = await p.insert('booking_file', {
    ...{ booking_id: booking, label: `${mark} ordonnance`, type: 'application/pdf' },
    ...{ bytes: mark.length, position: 1 },
  });
  const told = { booking_id: booking, event: 1, account_id: people.owner };
  return { booking, bookingFile, bookingRecipient: await p.insert('booking_recipient', told) };
}

/** A door with its screen, and one who walked in. */
async function plantFootfall(p: Planting): Promise<Record<'door' | 'screen', string>> {
  const { mark, listing } = p;
  const [beganAt, endsAt] = [new Date(now.getTime() - HOUR), new Date(now.getTime() + HOUR)];
  await p.insert('footfall', {
    ...noId,
    ...{ listing_id: listing, present: 1, began_at: beganAt, ends_at: endsAt, counted_at: now },
  });
  const link = (kind: string) =>
    p.insert('footfall_link', { listing_id: listing, kind, name: `${mark} porte`, created_at: now });
  const door = await link('door');
  await p.insert('footfall_click', {
    ...{ listing_id: listing, link_id: door, device: uuid(), change: 1, is_correction: false },
    ...{ is_counted: true, made_at: now, received_at: now },
  });
  const hour = new Date(Math.floor(now.getTime() / HOUR) * HOUR);
  const tuesday = { kind: 'fragile', weekday: 2, from_minute: 600, until_minute: 720 };
  await p.insert('calm_hours', { listing_id: listing, ...tuesday });
  await p.insert('footfall_hour', { ...noId, listing_id: listing, hour, entries: 1, peak: 1 });
  return { door, screen: await link('screen') };
}

/** A time that somebody is about to book. */
async function plantHold(
  p: Planting,
  held: Readonly<Record<'service' | 'resource', string> & Record<'startsAt' | 'endsAt', Date>>,
): Promise<void> {
  const { service, resource, startsAt, endsAt } = held;
  const hold = await p.insert('booking_hold', {
    ...{ listing_id: p.listing, service_id: service, starts_at: startsAt, ends_at: endsAt, party: 1 },
    ...{ held_at: now, expires_at: startsAt },
  });
  await p.run(
    `INSERT INTO booking_hold_resource (hold_id, listing_id, resource_id, during) VALUES ($1, $2, $3, tstzrange($4, $5))`,
    [hold, p.listing, resource, startsAt, endsAt],
  );
}

/** Somebody who waits for a time, and one that is kept for them. */
async function plantWait(p: Planting, service: string): Promise<string> {
  const { mark, email, listing } = p;
  const wait = await p.insert('booking_wait', {
    ...{ listing_id: listing, service_id: service, first_day: '2026-12-24', last_day: '2026-12-24' },
    ...{
      from_minute: 0,
      until_minute: 1_440,
      party: 1,
      customer_name: `${mark} Martin`,
      customer_email: email,
    },
    ...{
      customer_phone: '+33612345678',
      locale: 'fr',
      state: 'waiting',
      idempotency_key: uuid(),
      created_at: now,
    },
  });
  const startsAt = new Date(now.getTime() + 10 * HOUR);
  await p.insert('booking_wait_offer', {
    ...{
      listing_id: listing,
      wait_id: wait,
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + HOUR),
    },
    ...{ state: 'open', offered_at: now, expires_at: startsAt },
  });
  return wait;
}

/** What a place says of how many people may be inside, a rule of the territory, and who was told of it. */
export async function plantGauge(p: Planting, booking: string): Promise<void> {
  const { mark, listing, people } = p;
  await p.insert('place_gauge', {
    ...noId,
    ...{ listing_id: listing, surface: 96, people: 12, staff: 2, is_household_one: false, updated_at: now },
  });
  const rule = await p.insert('gauge_rule', {
    ...{ version: 1, title: `${mark} jauge`, text: `${mark} arrête`, source: `${mark} arrêté` },
    ...{ communes: '{}', categories: '{}', first_day: '2020-11-28', last_day: '2021-06-08' },
    ...{ formula: 'surface', amount: 8, keeps_pickup: false, is_staff_counted: false },
    ...{ is_household_one: true, created_at: now, updated_at: now },
  });
  await p.insert('gauge_rule_notice', {
    ...noId,
    ...{
      id: uuid(),
      rule_id: rule,
      version: 1,
      listing_id: listing,
      account_id: people.owner,
      created_at: now,
    },
  });
  await p.insert('gauge_decision', {
    ...{ listing_id: listing, booking_id: booking, decision: 'kept', most: 6 },
    created_at: now,
  });
}
