import { dayOfIso } from './civil-date';
import { openSentence } from './open-sentence';
import { emptySchedule, type Place, type Schedule } from './schedule';
import { scheduleOfTexts } from './schedule-of-texts';
import { parseOpeningHours } from './syntax-parse';
import { instantOf } from './zone';

const PARIS: Place = { timeZone: 'Europe/Paris', department: '33' };
const SHOP = 'Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:30-19:00; PH off';

/** A local date and time, `2026-05-04 09:30`, as an instant. */
function at(text: string): number {
  const [date = '', time = ''] = text.split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantOf('Europe/Paris', dayOfIso(date), hour * 60 + minute);
}

function scheduleOf(text: string, more: Partial<Schedule> = {}): Schedule {
  const parsed = parseOpeningHours(text, PARIS);
  if ('unreadable' in parsed) throw new Error(parsed.reason.en);
  return { ...parsed.schedule, ...more };
}

/** Spaces that do not break, made visible. */
const say = (schedule: Schedule, when: string): string[] =>
  (['fr', 'en'] as const).map((locale) => openSentence(schedule, at(when), locale).replace(/\u00a0/g, '_'));

describe('the open sentence of a shop', () => {
  it.each([
    ['2026-11-25 10:00', 'Ouvert, ferme à 12_h_30', 'Open, closes at 12:30_pm'],
    ['2026-11-25 12:30', 'Fermé, ouvre à 14_h', 'Closed, opens at 2_pm'],
    ['2026-11-25 18:59', 'Ouvert, ferme à 19_h', 'Open, closes at 7_pm'],
    ['2026-11-25 19:00', 'Fermé, ouvre demain à 9_h', 'Closed, opens tomorrow at 9_am'],
    ['2026-11-27 19:00', 'Fermé, ouvre demain à 9_h_30', 'Closed, opens tomorrow at 9:30_am'],
    [
      '2026-11-28 20:00',
      'Fermé, ouvre lundi 30_novembre à 9_h',
      'Closed, opens on Monday 30_November at 9_am',
    ],
    [
      '2026-05-01 10:00',
      'Fermé (Fête du Travail), ouvre demain à 9_h_30',
      'Closed (Labour Day), opens tomorrow at 9:30_am',
    ],
    ['2026-05-02 19:30', 'Fermé, ouvre lundi 4_mai à 9_h', 'Closed, opens on Monday 4_May at 9_am'],
  ])('at %s: %s', (when, fr, en) => {
    expect(say(scheduleOf(SHOP), when)).toEqual([fr, en]);
  });

  it('speaks of the night as people do', () => {
    const bar = scheduleOf('Mo-Sa 18:00-02:00; Su 10:00-24:00');
    expect(say(bar, '2026-11-27 20:00')).toEqual(['Ouvert, ferme à 2_h', 'Open, closes at 2_am']);
    expect(say(bar, '2026-11-28 01:00')).toEqual(['Ouvert, ferme à 2_h', 'Open, closes at 2_am']);
    expect(say(bar, '2026-11-29 11:00')).toEqual(['Ouvert, ferme à minuit', 'Open, closes at midnight']);
    expect(say(scheduleOf('Sa 18:00-32:00'), '2026-11-28 19:00')).toEqual([
      'Ouvert, ferme demain à 8_h',
      'Open, closes tomorrow at 8_am',
    ]);
  });

  it('says when nothing closes, or not soon, or never opens', () => {
    expect(say(scheduleOf('24/7'), '2026-11-25 10:00')).toEqual(['Ouvert 24_h/24', 'Open 24 hours a day']);
    expect(say(scheduleOf('24/7; PH off'), '2026-12-01 10:00')).toEqual([
      'Ouvert 24_h/24, ferme jeudi 24_décembre à minuit',
      'Open 24 hours a day, closes on Thursday 24_December at midnight',
    ]);
    expect(say(scheduleOf('24/7 off "travaux"'), '2026-11-25 10:00')).toEqual([
      'Fermé (travaux)',
      'Closed (travaux)',
    ]);
    expect(say(scheduleOf('2025 Mo-Fr 09:00-17:00'), '2026-11-25 10:00')).toEqual(['Fermé', 'Closed']);
  });

  it('gives the year of what is far', () => {
    expect(say(scheduleOf('Nov 10 09:00-17:00'), '2026-11-25 10:00')).toEqual([
      'Fermé, ouvre mercredi 10_novembre 2027 à 9_h',
      'Closed, opens on Wednesday 10_November 2027 at 9_am',
    ]);
  });

  it('repeats what the source says of uncertain hours, and knows nothing of unknown ones', () => {
    expect(say(scheduleOf('Mo-Fr 09:00-19:00 "sur rendez-vous"'), '2026-11-25 10:00')).toEqual([
      'Sur rendez-vous, jusqu’à 19_h',
      'Sur rendez-vous, until 7_pm',
    ]);
    expect(say(scheduleOf('"sur rendez-vous"'), '2026-11-25 10:00')[0]).toBe('Sur rendez-vous');
    expect(say(scheduleOf('unknown'), '2026-11-25 10:00')).toEqual([
      'Horaires à confirmer',
      'Hours to be confirmed',
    ]);
    expect(say(emptySchedule(PARIS), '2026-11-25 10:00')).toEqual(['Horaires inconnus', 'Hours unknown']);
    expect(say(scheduleOfTexts(PARIS, { shop: 'tous les matins' }), '2026-11-25 10:00')).toEqual([
      'Horaires_: tous les matins',
      'Hours: tous les matins',
    ]);
    expect(say(scheduleOf('Mo-Sa 10:00-18:00 open "sonnez"'), '2026-11-25 10:00')[0]).toBe(
      'Ouvert (sonnez), ferme à 18_h',
    );
  });
});

describe('the open sentence of other modes', () => {
  const business = scheduleOfTexts(PARIS, {
    shop: 'Mo-Sa 09:00-12:00',
    pickup: 'Mo-Sa 09:00-19:00',
    delivery: 'Mo-Sa 17:00-22:00',
  });

  it.each([
    ['2026-11-25 10:00', 'Ouvert, ferme à 12_h', 'Open, closes at noon'],
    ['2026-11-25 13:00', 'Retrait seulement, jusqu’à 19_h', 'Pickup only, until 7_pm'],
    [
      '2026-11-25 18:00',
      'Retrait et livraison seulement, jusqu’à 19_h',
      'Pickup and delivery only, until 7_pm',
    ],
    ['2026-11-25 20:00', 'Livraison seulement, jusqu’à 22_h', 'Delivery only, until 10_pm'],
    ['2026-11-25 23:00', 'Fermé, ouvre demain à 9_h', 'Closed, opens tomorrow at 9_am'],
  ])('at %s: %s', (when, fr, en) => {
    expect(say(business, when)).toEqual([fr, en]);
  });

  it('never says that a shop is closed of which nothing is known', () => {
    const kitchen = scheduleOfTexts(PARIS, { pickup: 'Mo-Fr 18:00-22:00' });
    expect(say(kitchen, '2026-11-25 19:00')).toEqual(['Retrait jusqu’à 22_h', 'Pickup until 10_pm']);
    expect(say(kitchen, '2026-11-25 23:00')).toEqual([
      'Retrait demain à partir de 18_h',
      'Pickup tomorrow from 6_pm',
    ]);
    expect(say(kitchen, '2026-11-27 23:00')).toEqual([
      'Retrait lundi 30_novembre à partir de 18_h',
      'Pickup on Monday 30_November from 6_pm',
    ]);
  });
});

describe('the open sentence around closures', () => {
  const onVacation = scheduleOf(SHOP, { vacations: [{ from: '2026-08-01', returns: '2026-08-15' }] });

  it.each([
    ['2026-07-31 18:00', 'Ouvert, ferme à 19_h', 'Open, closes at 7_pm'],
    ['2026-07-31 19:00', 'Fermé pour congés, retour le 17_août', 'Closed for holidays, back on 17_August'],
    ['2026-08-10 10:00', 'Fermé pour congés, retour le 17_août', 'Closed for holidays, back on 17_August'],
    // A holiday and a Sunday follow: the vacation is over, by itself.
    ['2026-08-16 10:00', 'Fermé, ouvre demain à 9_h', 'Closed, opens tomorrow at 9_am'],
    ['2026-08-17 10:00', 'Ouvert, ferme à 12_h_30', 'Open, closes at 12:30_pm'],
  ])('on vacation, at %s: %s', (when, fr, en) => {
    expect(say(onVacation, when)).toEqual([fr, en]);
  });

  it('serves who orders while the shop is on vacation', () => {
    const schedule = {
      ...scheduleOfTexts(PARIS, { shop: 'Mo-Sa 09:00-19:00', pickup: 'Mo-Sa 09:00-12:00' }),
      vacations: [{ from: '2026-08-01', returns: '2026-08-15', modes: ['shop' as const] }],
    };
    expect(say(schedule, '2026-08-05 10:00')[0]).toBe('Retrait seulement, jusqu’à 12_h');
    expect(say(schedule, '2026-08-05 13:00')[0]).toBe('Fermé pour congés, retour le 15_août');
  });

  it('names an exceptional closure', () => {
    const schedule = scheduleOf(SHOP, {
      exceptions: [{ from: '2026-11-25', until: '2026-11-25', spans: [], note: 'inventaire' }],
    });
    expect(say(schedule, '2026-11-25 10:00')).toEqual([
      'Fermé exceptionnellement (inventaire), ouvre demain à 9_h',
      'Exceptionally closed (inventaire), opens tomorrow at 9_am',
    ]);
  });
});
