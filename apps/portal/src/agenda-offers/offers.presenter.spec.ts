import type { AgendaService } from '@halles/domain/agendas';
import { dayOfIso, instantOf, scheduleOfTexts } from '@halles/domain/hours';
import { scopeOf, territory } from '../../testing/page-scopes';
import type { AgendaOffer } from './booking-offers.service';
import { presentAppointments } from './offers.presenter';

const SUNDAY = dayOfIso('2026-11-29');
const schedule = scheduleOfTexts(
  { timeZone: 'Europe/Paris', department: '33' },
  { appointment: 'Tu-Sa 09:00-19:00' },
);
const TUESDAY_TEN = instantOf('Europe/Paris', SUNDAY + 2, 600);
const service = (id: string, name: string): AgendaService =>
  ({
    id,
    name,
    description: null,
    durations: [],
    duration: 30,
    partyMax: 1,
    venue: 'shop',
  }) as unknown as AgendaService;
const scope = scopeOf(territory());
const offerOf = (glance: AgendaOffer['glance']): AgendaOffer =>
  ({
    place: { listing: { id: 7, slug: 'salon', name: 'Salon' }, schedule },
    services: [
      { service: service('b', 'Couleur'), next: { from: TUESDAY_TEN + 3_600_000 } },
      { service: service('a', 'Coupe'), next: { from: TUESDAY_TEN } },
      { service: service('c', 'Soin'), next: null },
    ],
    glance,
    hasMore: false,
  }) as unknown as AgendaOffer;
const shown = (glance: AgendaOffer['glance']) => presentAppointments(offerOf(glance), scope).appointments;

describe('what the page of a listing says of its appointments', () => {
  it('tells closed days from full ones, and leads from a closed one to the first time of all', () => {
    const view = shown([
      { day: SUNDAY, free: 0, isOpen: false },
      { day: SUNDAY + 1, free: null, isOpen: false },
      { day: SUNDAY + 2, free: 3, isOpen: true },
      { day: SUNDAY + 3, free: 0, isOpen: true },
      { day: SUNDAY + 4, free: null, isOpen: true },
    ]);
    expect(
      view?.glance.map(({ words, href }) => [words.replaceAll('\u00a0', ' '), href !== undefined]),
    ).toEqual([
      ['Fermé', false],
      ['Fermé', false],
      ['3 heures libres', true],
      ['Aucune heure libre', false],
      ['Voir les heures', true],
    ]);
    expect(view?.first?.label.replaceAll('\u00a0', ' ')).toBe(
      'Premier créneau libre : mardi 1er décembre à 10 h',
    );
    expect(view?.first?.href).toMatch(/\/a\?semaine=2026-12-01$/);
  });

  it('needs no further line where the first day has times, or may have some', () => {
    expect(shown([{ day: SUNDAY + 2, free: 2, isOpen: true }])?.first).toBeUndefined();
    expect(shown([{ day: SUNDAY + 2, free: null, isOpen: true }])?.first).toBeUndefined();
    expect(shown([])?.first).toBeUndefined();
  });
});
