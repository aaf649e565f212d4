import type { TownFacts } from '@halles/contracts';
import {
  correctionOf,
  entryOf,
  opensSometime,
} from '../../apps/console/src/app/features/listings/town-facts-entry';

const facts: TownFacts = {
  version: 3,
  isOwned: false,
  state: 'open',
  closedOn: null,
  name: 'Chez Paul',
  phone: '05\u00a056\u00a000\u00a000\u00a001',
  week: ['9\u00a0h\u00a0– 12\u00a0h', '', '', '', '', '', ''],
  seasons: [],
  recurring: null,
  nthWeekdays: 'none',
  hasOtherHours: false,
  address: { line: '12 rue Neuve', postalCode: '33000', communeCode: '33063' },
  map: null,
  communes: [{ code: '33063', name: 'Bordeaux' }],
  last: null,
  lastByLink: null,
};
const all = new Set(['state', 'week', 'phone', 'address', 'name'] as const);

describe('what an agent corrects of a page', () => {
  it('is nothing as long as nothing is changed, however it is written', () => {
    const entry = entryOf(facts);
    expect(correctionOf(facts, entry, all)).toBeNull();
    const same = { ...entry, phone: '05 56 00 00 01', week: ['9h-12h', 'fermé', '', '', '', '', ''] };
    expect(correctionOf(facts, { ...same, name: ' Chez Paul ' }, all)).toBeNull();
  });

  it('is what is changed in the facts that are open, from the version that was looked at', () => {
    const entry = { ...entryOf(facts), phone: '05 56 00 00 02', name: 'Autre', state: 'closed' as const };
    expect(correctionOf(facts, entry, new Set(['phone']))).toEqual({ version: 3, phone: '05 56 00 00 02' });
    expect(correctionOf(facts, entry, new Set(['state']))).toEqual({
      version: 3,
      state: 'closed',
      closedOn: null,
    });
    expect(correctionOf(facts, entry, new Set())).toBeNull();
  });

  it('is sent where it is no telephone, to be refused at its field', () => {
    const entry = { ...entryOf({ ...facts, phone: null }), phone: 'abc' };
    expect(correctionOf({ ...facts, phone: null }, entry, all)).toEqual({ version: 3, phone: 'abc' });
  });

  it('says the weeks of all seasons where one is changed', () => {
    const summer = { name: { fr: 'Du 1er juillet au 31 août', en: 'From 1 July to 31 August' } };
    const seasonal = { ...facts, seasons: [{ ...summer, week: ['9 h – 12 h', '', '', '', '', '', ''] }] };
    const entry = entryOf(seasonal);
    expect(correctionOf(seasonal, entry, all)).toBeNull();
    const seasons = [['8h-12h', '', '', '', '', '', '']];
    expect(correctionOf(seasonal, { ...entry, seasons }, all)).toEqual({ version: 3, seasons });
    expect(correctionOf(seasonal, { ...entry, seasons }, new Set(['phone']))).toBeNull();
  });

  it('opens sometime where a season does, or nth weekdays of months', () => {
    const week = Array<string>(7).fill('');
    const entry = { ...entryOf(facts), week };
    expect(opensSometime(facts, entry)).toBe(false);
    expect(opensSometime(facts, { ...entry, seasons: [['fermé', '', '', '', '', '', '']] })).toBe(false);
    expect(opensSometime(facts, { ...entry, seasons: [['9h-12h', '', '', '', '', '', '']] })).toBe(true);
    expect(opensSometime({ ...facts, nthWeekdays: 'open' }, entry)).toBe(true);
    expect(opensSometime({ ...facts, nthWeekdays: 'closed' }, entry)).toBe(false);
    expect(opensSometime(facts, entryOf(facts))).toBe(true);
  });

  it('is where the pin is put, with the address as it stands, as long as the address is open', () => {
    const pin = { longitude: -0.57, latitude: 44.84 };
    const entry = { ...entryOf(facts), pin };
    expect(correctionOf(facts, entry, all)).toEqual({
      version: 3,
      address: { ...facts.address, position: pin },
    });
    expect(correctionOf(facts, entry, new Set(['phone']))).toBeNull();
  });

  it('says an address and a week whole, and an emptied telephone as none', () => {
    const week = ['9h-12h', '14h-18h', '', '', '', '', ''];
    const entry = { ...entryOf(facts), week, line: '4 place du Parlement', phone: ' ' };
    expect(correctionOf(facts, entry, all)).toEqual({
      version: 3,
      week,
      phone: null,
      address: { line: '4 place du Parlement', postalCode: '33000', communeCode: '33063' },
    });
  });
});
