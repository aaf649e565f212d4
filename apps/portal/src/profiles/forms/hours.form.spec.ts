import { formValuesOf } from '@halles/platform/forms';
import { emptyProfile, hoursFields } from '@halles/contracts';
import { copyDay, fillHours, readHours } from './hours.form';

const place = { timeZone: 'Europe/Paris', department: '33' };
const read = (fields: Readonly<Record<string, string>>) =>
  readHours(formValuesOf({ mode: 'shop', ...fields }), place, 'fr');
const day = (name: string, ...times: string[]) =>
  Object.fromEntries(
    times.map((time, at) => [`${name}${at % 2 === 0 ? 'from' : 'until'}${Math.floor(at / 2) + 1}`, time]),
  );
const errors = (fields: Readonly<Record<string, string>>) => {
  const hours = read(fields);
  return 'errors' in hours ? Object.entries(hours.errors).map(([name, { key }]) => `${name} ${key}`) : [];
};

describe('a week as a form has it', () => {
  it('is written in the syntax of OpenStreetMap', () => {
    expect(
      read({
        ...day('d1', '9:00', '12:30', '14h', '19 h'),
        ...day('d2', '09:00', '12:30', '14:00', '19:00'),
        ...day('d6', '9h', '13h30'),
      }),
    ).toEqual({ text: 'Mo-Tu 09:00-12:30,14:00-19:00; Sa 09:00-13:30' });
  });

  it('takes a night that crosses midnight, and one that lasts a whole day', () => {
    expect(read(day('d5', '18:00', '02:00'))).toEqual({ text: 'Fr 18:00-02:00' });
    expect(read(day('d5', '18:00', '00:00'))).toEqual({ text: 'Fr 18:00-24:00' });
    expect(read(day('d5', '00:00', '00:00'))).toEqual({ text: 'Fr 00:00-24:00' });
  });

  it('has seasons and particular days', () => {
    expect(
      read({
        ...day('d1', '9h', '19h'),
        s0from: '14/07',
        s0until: '31/8',
        ...day('s0d6', '9h', '12h'),
        n0nth: '1',
        n0weekday: '7',
        ...day('n0', '10h', '13h'),
        n1nth: '-1',
        n1weekday: '1',
      }),
    ).toEqual({
      text: 'Mo 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Sa 09:00-12:00; Su[1] 10:00-13:00; Mo[-1] off',
    });
  });

  it.each([
    ['1er juillet', '31 août'],
    ['1 juillet', 'août'],
    ['juillet', '31.8'],
    ['1 July', 'August 31st'],
  ])('has a season from %j until %j, as people write days of the year', (s0from, s0until) => {
    expect(read({ ...day('d1', '9h', '19h'), s0from, s0until, ...day('s0d6', '9h', '12h') })).toEqual({
      text: 'Mo 09:00-19:00; Jul 01-Aug 31 off; Jul 01-Aug 31 Sa 09:00-12:00',
    });
  });

  it('says nothing where nothing is filled in', () => expect(read({})).toEqual({ text: null }));

  it.each([
    [day('d1', '9h', '13h', '12h', '18h'), ['d1from1 spansOverlap']],
    [day('d1', '18h', '3h', '2h', '5h'), ['d1from1 spansOverlap']],
    [day('d1', '9h', '9h'), ['d1from1 spanEmpty']],
    [day('d1', '9h', ''), ['d1from1 spanEnds']],
    [day('d1', '', '9h'), ['d1from1 spanBegins']],
    [day('d1', 'matin', '12h'), ['d1from1 time']],
    [day('d1', '25h', '12h'), ['d1from1 time']],
    [{ ...day('d5', '18h', '10h'), ...day('d6', '9h', '12h') }, ['d5from1 nightTooLong']],
    [{ ...day('d1', '9h', '12h'), s0from: '31/02', s0until: '01/03' }, ['s0from dayMonth']],
    [{ ...day('d1', '9h', '12h'), s0from: 'l’été', s0until: '' }, ['s0from dayMonth', 's0until dayMonth']],
    [{ ...day('d1', '9h', '12h'), n0nth: '1' }, ['n0nth nthDay']],
    [{ s0from: '01/07', s0until: '31/08' }, ['d1from1 neverOpen']],
    [{ asText: 'yes', text: 'quand je veux' }, ['text hoursText']],
  ] as [Record<string, string>, string[]][])('%j is refused at its input', (fields, expected) =>
    expect(errors(fields)).toEqual(expected),
  );

  it.each([
    'Mo-Tu 09:00-12:30,14:00-19:00; Sa 09:00-13:30',
    'Mo-Fr 09:00-19:00; Jul 14-Aug 31 off; Jul 14-Aug 31 Sa 09:00-12:00; Su[1] 10:00-13:00',
    'Fr-Sa 18:00-02:00',
    'Mo-Fr 08:00-10:00,11:00-13:00,14:00-16:00',
    'week 1-53/2 Mo 09:00-12:00',
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
  ])('shows a stored text and reads it to the same: %s', (text) => {
    const filled = fillHours({ ...emptyProfile, [hoursFields.pickup]: text }, 'pickup', place);
    expect(readHours(filled, place, 'fr')).toEqual({ text });
  });

  it('shows a season of another source in the fields of one, and says the same of it', () => {
    const text = 'Mo-Sa 09:00-19:00; Jul-Aug Mo-Sa 09:00-13:00';
    const filled = fillHours({ ...emptyProfile, [hoursFields.shop]: text }, 'shop', place);
    expect([filled['asText'], filled['s0from'], filled['s0until']]).toEqual([
      undefined,
      ['01/07'],
      ['31/08'],
    ]);
    expect(readHours(filled, place, 'fr')).toEqual({
      text: 'Mo-Sa 09:00-19:00; Jul 01-Aug 31 off; Jul 01-Aug 31 Mo-Sa 09:00-13:00',
    });
  });

  it('copies one day onto others', () => {
    const raw = formValuesOf({
      ...day('d2', '9h', '12h'),
      d3from1: '10h',
      copyFrom: '2',
      copyTo: 'weekdays',
    });
    expect(readHours(copyDay(raw), place, 'fr')).toEqual({ text: 'Mo-Fr 09:00-12:00' });
    expect(readHours(copyDay({ ...raw, copyTo: ['next'] }), place, 'fr')).toEqual({
      text: 'Tu-We 09:00-12:00',
    });
  });
});
