import {
  BookingMessages,
  BookingNotices,
  BookingReminders,
  EarlierTimes,
  ForgottenBookings,
  referenceWords,
  reminderTextWords,
} from '@halles/domain/agendas';
import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { ListingService, ListingsModule } from '@halles/domain/listings';
import { Clock, DAY, MINUTE } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import { SignedLinks } from '@halles/platform/tenancy';
import { servicesOf } from '@halles/testing';
import { type AgendasWorld, AT_TEN, BOOKED_AT, bookingMove, openAgendasWorld } from '@halles/testing/agendas';
import { mailerTo } from '@halles/testing/mails';
import { v7 as uuid } from 'uuid';
import type { JobHandler } from '@halles/platform/outbox';
import { BookingRemindProcessor } from './booking-remind.processor';
import { BookingEarlierProcessor } from './booking-earlier.processor';
import { BookingNotifyCustomerProcessor } from './booking-notify-customer.processor';
import { BookingNotifyShopProcessor } from './booking-notify-shop.processor';

describe('mails about bookings', () => {
  let agendas: AgendasWorld;
  const transport = new MemoryTransport();
  let customer: BookingNotifyCustomerProcessor;
  let shop: BookingNotifyShopProcessor;
  let reminder: BookingRemindProcessor;

  let processors: Readonly<Record<string, JobHandler>>;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    const { world } = agendas;
    const services = await servicesOf(
      world,
      [DeliveriesModule, ListingsModule],
      [mailerTo(transport, world)],
    );
    const [listings, deliveries] = [services.get(ListingService), services.get(DeliveryService)];
    const notices = agendas.services.get(BookingNotices);
    const signed = new SignedLinks(world.config.masterKey);
    customer = new BookingNotifyCustomerProcessor(world.config, notices, listings, signed, deliveries);
    shop = new BookingNotifyShopProcessor(world.config, notices, listings, signed, deliveries);
    const reminders = agendas.services.get(BookingReminders);
    const clock = agendas.services.get(Clock);
    reminder = new BookingRemindProcessor(world.config, reminders, listings, signed, deliveries, clock);
    const times = agendas.services.get(EarlierTimes);
    const earlier = new BookingEarlierProcessor(world.config, times, listings, signed, deliveries);
    processors = { 'booking.notify-shop': shop, 'booking.remind': reminder, 'booking.earlier': earlier };
  });
  afterAll(() => agendas.world.close());
  beforeEach(() => {
    agendas.at(BOOKED_AT);
    transport.sent.length = 0;
  });

  /** Runs what was promised since the last time, each twice, as after a process died. */
  async function sent() {
    transport.sent.length = 0;
    const platform = agendas.world.installation.platform();
    const jobs = await platform.query<{ id: string; kind: string; ref: string }>(
      `SELECT id, kind, ref FROM platform.outbox WHERE kind LIKE 'booking.%' ORDER BY kind`,
    );
    await platform.query(`DELETE FROM platform.outbox WHERE kind LIKE 'booking.%'`);
    for (const { kind, ref } of jobs) {
      const outboxId = uuid();
      for (let time = 0; time < 2; time += 1)
        await (processors[kind] ?? customer).run({
          ctx: agendas.world.here,
          ...{ outboxId, ref, failures: 0 },
        });
    }
    // A head has plain blanks.
    return transport.sent.map((mail) => ({ ...mail, subject: mail.subject.replaceAll('\u00a0', ' ') }));
  }
  const calendarOf = (mail: { attachments: readonly { content: Buffer }[] } | undefined): string =>
    mail?.attachments[0]?.content.toString('utf8').replaceAll('\r\n ', '') ?? '';
  const line = (calendar: string, name: string): string =>
    calendar.split('\r\n').findLast((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`)) ?? '';

  it('tell the customer and the shop each step of the other, with a calendar that replaces itself', async () => {
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true, cancellationNotice: 60 } });
    const { handling, world } = agendas;
    const booking = await agendas.placed(salon, {
      ...{ note: 'Frange', phone: '+33612345678', guestName: 'Paul Martin' },
    });
    const [asked, told] = await sent();
    expect([asked?.to.address, asked?.subject]).toEqual([
      'odile@example.org',
      `Votre demande de rendez-vous ${referenceWords(booking.reference)} est arrivée`,
    ]);
    expect(asked?.text).toContain('jusqu’à 1\u00a0heure avant');
    expect(asked?.text).toMatch(/Voir, déplacer ou annuler\u00a0: \S+\/rendez-vous\/\S+/);
    // Anybody may have typed the address: nothing that was typed with it is in the mail.
    expect(asked?.text).not.toMatch(/Frange|Odile|Paul/);
    expect(told?.subject).toBe('Rendez-vous à confirmer : mardi 1er décembre à 10 h');
    expect(told?.text).toMatch(new RegExp(`/pro/commerces/${String(salon.id)}/agenda/${booking.id}`));
    expect(told?.text).toMatch(/Confirmer\u00a0: \S+\/repondre-rendez-vous\/\S+\n/);
    expect(told?.text).toMatch(/Refuser\u00a0: \S+\/repondre-rendez-vous\/\S+\?choix=refuser/);
    for (const said of [
      'Odile Martin',
      'Qui vient : Paul Martin',
      '06 12 34 56 78',
      'odile@example.org',
      'Frange',
    ])
      expect(told?.text.replaceAll('\u00a0', ' ')).toContain(said);

    const calendars = [calendarOf(asked)];
    await handling.take(world.here, bookingMove(booking), 'confirmed');
    const [confirmed, ...none] = await sent();
    expect([confirmed?.subject, none]).toEqual([expect.stringContaining('est confirmé'), []]);
    calendars.push(calendarOf(confirmed));
    const seen = await handling.get(world.here, booking.id);
    await handling.move(world.here, bookingMove(seen, { actor: 'customer' }), AT_TEN + 30 * MINUTE);
    const [moved, movedToo] = await sent();
    expect(moved?.text).toContain('le commerce doit encore confirmer la nouvelle');
    expect(movedToo?.subject).toBe('Rendez-vous déplacé : mardi 1er décembre à 10 h 30');
    // What its customer moved waits for the shop again.
    expect(movedToo?.text).toMatch(/attend votre réponse[^]*Confirmer\u00a0: \S+\/repondre-rendez-vous\/\S+/);
    calendars.push(calendarOf(moved));
    await handling.take(
      world.here,
      bookingMove(await handling.get(world.here, booking.id)),
      'revoked',
      'absent',
    );
    const [revoked, ...nobody] = await sent();
    expect([revoked?.text.includes('sera absente'), nobody]).toEqual([true, []]);
    calendars.push(calendarOf(revoked));
    expect(new Set(calendars.map((one) => line(one, 'UID'))).size).toBe(1);
    expect(calendars.map((one) => ['METHOD', 'SEQUENCE', 'STATUS'].map((name) => line(one, name)))).toEqual([
      ['METHOD:PUBLISH', 'SEQUENCE:1', 'STATUS:TENTATIVE'],
      ['METHOD:PUBLISH', 'SEQUENCE:2', 'STATUS:CONFIRMED'],
      ['METHOD:PUBLISH', 'SEQUENCE:3', 'STATUS:TENTATIVE'],
      ['METHOD:CANCEL', 'SEQUENCE:4', 'STATUS:CANCELLED'],
    ]);
    expect(line(calendars[2] ?? '', 'DTSTART')).toBe('DTSTART;TZID=Europe/Paris:20261201T103000');
  });

  it('tell of the last step alone, of what a customer cancelled, and nothing of who was served', async () => {
    const salon = await agendas.aSalon();
    const { handling, world } = agendas;
    const booking = await agendas.placed(salon);
    await handling.take(world.here, bookingMove(booking, { actor: 'customer' }), 'excused');
    const mails = await sent();
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      'Nouveau rendez-vous : mardi 1er décembre à 10 h',
      'Rendez-vous annulé : mardi 1er décembre à 10 h',
      `Votre rendez-vous ${referenceWords(booking.reference)} est annulé`,
    ]);
    const served = await agendas.placed(salon);
    await sent();
    await handling.take(world.here, bookingMove(served), 'served');
    expect(await sent()).toEqual([]);
    const byPhone = await agendas.placed(salon, {
      startsAt: AT_TEN + 60 * MINUTE,
      email: null,
      phone: '+33612345678',
    });
    expect((await sent()).map(({ to }) => to.address)).not.toContain('odile@example.org');
    expect(byPhone.state).toBe('confirmed');
  });

  it('say that it waits again where the shop takes its answer back, and tell only who still keeps the agenda', async () => {
    const salon = await agendas.aSalon({ settings: { confirmsByHand: true } });
    const { handling, world } = agendas;
    const booking = await agendas.placed(salon);
    await handling.take(world.here, bookingMove(booking), 'confirmed');
    await sent();
    await handling.take(world.here, bookingMove(await handling.get(world.here, booking.id)), 'pending');
    expect((await sent()).map(({ subject }) => subject)).toEqual([
      `Votre rendez-vous ${referenceWords(booking.reference)} est de nouveau à confirmer`,
    ]);
    const other = await agendas.placed(salon, {
      ...{ startsAt: AT_TEN + 60 * MINUTE, email: 'paul@example.org' },
    });
    await world.work.write(world.here, (tx) =>
      tx.manager.query('DELETE FROM account_grant WHERE listing_id = $1', [salon.id]),
    );
    expect((await sent()).map(({ to }) => to.address)).toEqual(['paul@example.org']);
    expect(other.state).toBe('pending');
  });

  it('say nothing of what a sensitive appointment is about, and where it is by video', async () => {
    const salon = await agendas.aSalon({
      service: {
        ...{ isSensitive: true, instructionsAfter: 'Coupe au bol', priceCents: 2_800 },
        ...{ venue: 'video', videoUrl: 'https://visio.example.org/salle-1' },
      },
    });
    const booking = await agendas.placed(salon, { note: 'Coupe courte', email: 'discret@example.org' });
    const mails = await sent();
    expect(mails).toHaveLength(2);
    for (const mail of mails) {
      const said = [mail.subject, mail.text, mail.html, calendarOf(mail)].join(' ');
      expect(said).not.toMatch(/Coupe|28,00/);
      expect(said).toMatch(/rendez-vous/i);
    }
    expect(line(calendarOf(mails[0]), 'SUMMARY')).toBe('SUMMARY:Rendez-vous');
    expect(mails[0]?.text).toContain('https://visio.example.org/salle-1');
    await agendas.handling.take(agendas.world.here, bookingMove(booking), 'revoked', 'closed');
    const [over] = await sent();
    expect([over?.text.includes('visio.example.org'), over?.text.includes('Coupe')]).toEqual([false, false]);
  });

  it('remind once of a booking that comes, with the ways to answer, and the shop sees what became of it', async () => {
    const salon = await agendas.aSalon({ settings: { cancellationNotice: 60 } });
    const { world } = agendas;
    const tomorrow = { startsAt: AT_TEN + DAY };
    const booking = await agendas.placed(salon, { ...tomorrow, email: 'rappel@example.org', note: 'Frange' });
    await sent();
    agendas.at(new Date('2026-12-01T17:00:00Z'));
    await agendas.services.get(BookingReminders).promiseDue(world.here);
    const mine = (await sent()).filter(({ to }) => to.address === 'rappel@example.org');
    expect(mine.map(({ subject }) => subject)).toEqual([
      `Rappel : votre rendez-vous ${referenceWords(booking.reference)}`,
    ]);
    const text = mine[0]?.text.replaceAll('\u00a0', ' ') ?? '';
    for (const said of [
      /Dire que je viens : \S+\/rendez-vous\/\S+#venir/,
      /Déplacer : \S+\/deplacer/,
      /Annuler : \S+#annuler/,
      /Si vous ne venez pas et n’annulez pas, .*Rien n’est facturé/,
    ])
      expect(text).toMatch(said);
    expect(text).not.toMatch(/Frange|Odile/);
    const messages = await agendas.services.get(BookingMessages).of(world.here, booking.id);
    expect(messages.map(({ about, means, status }) => [about, means, status])).toEqual([
      ['confirmed', 'mail', 'sent'],
      ['reminder', 'mail', 'sent'],
    ]);
    expect(await agendas.services.get(BookingMessages).of(world.there, booking.id)).toEqual([]);
  });

  it('tell of an earlier time with the page that moves there, and with the one that ends it', async () => {
    const salon = await agendas.aSalon();
    const { handling, world } = agendas;
    const far = AT_TEN + 21 * DAY;
    const booking = await agendas.placed(salon, { startsAt: far, email: 'tot@example.org' });
    await agendas.services.get(EarlierTimes).ask(world.here, salon.id, booking.id, true);
    const other = await agendas.placed(salon, { startsAt: far - 7 * DAY });
    await handling.take(world.here, bookingMove(other), 'revoked', 'other');
    await sent();
    agendas.at(new Date(AT_TEN));
    await agendas.services.get(EarlierTimes).tell(world.here, () => false);
    const mine = (await sent()).filter(({ to }) => to.address === 'tot@example.org');
    expect(mine.map(({ subject }) => subject)).toEqual([
      `Une heure plus tôt est libre : rendez-vous ${referenceWords(booking.reference)}`,
    ]);
    const text = mine[0]?.text.replaceAll('\u00a0', ' ') ?? '';
    expect(text).toContain('mardi 15 décembre à 10 h');
    expect(text).toMatch(
      new RegExp(`Déplacer à cette heure : \\S+/deplacer\\?debut=${String(far - 7 * DAY)}`),
    );
    expect(text).toMatch(/Ne plus être prévenu : \S+#plus-tot/);
    expect(text).not.toContain('Odile');
  });

  it('are a text message for who left a phone alone, of which no name makes a link', () => {
    const reminded = {
      listing: 'salon.example/x',
      startsAt: new Date(AT_TEN),
      url: 'https://ville.example/r',
    };
    expect(reminderTextWords(reminded, { locale: 'fr', timeZone: 'Europe/Paris' })).toBe(
      'salon example x : rappel, mardi 1er décembre à 10 h. Venir, déplacer ou annuler : https://ville.example/r',
    );
  });

  it('end with who booked: what is known of the mails goes with the address', async () => {
    const salon = await agendas.aSalon();
    const booking = await agendas.placed(salon, { email: 'oubli@example.org' });
    await sent();
    const known = () => agendas.rowsOf(`SELECT 1 FROM mail_delivery WHERE recipient = 'oubli@example.org'`);
    expect(await known()).toHaveLength(1);
    const forgotten = agendas.services.get(ForgottenBookings);
    agendas.at(new Date(AT_TEN + 91 * 24 * 60 * MINUTE));
    expect(await forgotten.eraseBefore(agendas.world.here, booking.startsAt)).toBe(0);
    await forgotten.eraseBefore(agendas.world.here, new Date(AT_TEN + 24 * 60 * MINUTE));
    expect(await known()).toEqual([]);
    const gone = await agendas.handling.get(agendas.world.here, booking.id);
    expect([gone.customer, gone.note, gone.serviceName]).toEqual([null, null, 'Coupe']);
  });
});
