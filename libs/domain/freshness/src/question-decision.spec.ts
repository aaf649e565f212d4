import { emptySchedule, type Place, type Schedule } from '@halles/domain/hours';
import { DAY } from '@halles/kernel';
import { monthlySlot } from './question-calendar';
import { type QuestionCandidate, dueQuestion, questionOf } from './question-decision';
import { schoolBreaksOf } from './school-breaks';

const place: Place = { timeZone: 'Europe/Paris', department: '33' };
const LISTING = 42;
const SLOT = monthlySlot(LISTING, place, '2026-09');
const at = new Date(SLOT.from);
const before = (days: number) => new Date(SLOT.from - days * DAY);

const candidate = (input: Partial<QuestionCandidate> = {}): QuestionCandidate => ({
  listing: LISTING,
  place,
  breaks: [],
  grantedAt: before(100),
  confirmedAt: before(40),
  lastAskedAt: before(31),
  askedQuestions: new Set(['monthly 2026-08']),
  schedule: null,
  wants: { monthly: true, holidays: true },
  ...input,
});

describe('what is asked', () => {
  it('is the question of the month, once its moment has come', () => {
    expect(dueQuestion(candidate(), new Date(SLOT.from - 1))).toBeNull();
    expect(dueQuestion(candidate(), at)).toMatchObject({ occasion: 'monthly', period: '2026-09' });
  });

  it.each<[string, Partial<QuestionCandidate>]>([
    ['was asked already', { askedQuestions: new Set(['monthly 2026-09']) }],
    ['was asked something six days ago', { lastAskedAt: before(6) }],
    ['confirmed thirteen days ago', { confirmedAt: before(13) }],
    ['has had the page for thirteen days', { grantedAt: before(13) }],
    ['does not want to be asked', { wants: { monthly: false, holidays: true } }],
  ])('is nothing of who %s', (_who, input) => expect(dueQuestion(candidate(input), at)).toBeNull());

  it('is asked of who never confirmed anything, and of who was never asked', () => {
    expect(
      dueQuestion(candidate({ confirmedAt: null, lastAskedAt: null, askedQuestions: new Set() }), at),
    ).not.toBeNull();
  });

  it('waits for the week after another question, and is asked later in the month', () => {
    const late = candidate({ lastAskedAt: at });
    expect(dueQuestion(late, new Date(SLOT.from + 7 * DAY - 1))).toBeNull();
    expect(dueQuestion(late, new Date(SLOT.from + 7 * DAY))).toMatchObject({ occasion: 'monthly' });
  });

  it('is not what was due before the merchant confirmed', () => {
    const later = new Date(SLOT.from + 3 * DAY);
    expect(dueQuestion(candidate({ confirmedAt: new Date(SLOT.from + DAY) }), later)).toBeNull();
  });
});

describe('before holidays', () => {
  const christmas = new Date('2026-12-18T12:00:00Z');
  const ask = (schedule: Schedule | null, input: Partial<QuestionCandidate> = {}, when = christmas) => {
    const slot = dueQuestion(candidate({ lastAskedAt: null, schedule, ...input }), when);
    return slot === null ? null : questionOf(slot);
  };
  const usual = emptySchedule(place);
  const exception = (from: string, until = from) => ({ from, until, spans: [] });

  it('the hours of these days are asked for, before the question of the month', () => {
    expect(ask(null)).toBe('holidays 2026-12-25');
    expect(ask(usual)).toBe('holidays 2026-12-25');
  });

  it('nothing is asked of who said it already for each of them', () => {
    const half = { ...usual, exceptions: [exception('2026-12-25')] };
    const whole = { ...usual, exceptions: [exception('2026-12-25'), exception('2027-01-01')] };
    const away = { ...usual, vacations: [{ from: '2026-12-24', returns: '2027-01-02' }] };
    const wants = { monthly: false, holidays: true };
    expect(ask(half, { wants })).toBe('holidays 2026-12-25');
    expect(ask(whole, { wants })).toBeNull();
    expect(ask(away, { wants })).toBeNull();
    expect(ask({ ...usual, publicHolidays: [] }, { wants })).toBeNull();
  });

  it('the question of the month has its turn where the holidays were asked about', () => {
    const askedQuestions = new Set(['holidays 2026-12-25']);
    const when = new Date(monthlySlot(LISTING, place, '2026-12').from);
    expect(ask(usual, { askedQuestions, confirmedAt: null }, when)).toBe('monthly 2026-12');
  });

  it('nothing is asked of who does not want it', () => {
    expect(ask(usual, { wants: { monthly: false, holidays: false } })).toBeNull();
  });
});

describe('before the summer', () => {
  const june = new Date('2026-06-28T12:00:00Z');
  const wants = { monthly: false, holidays: true };

  it('holidays are asked for, unless some are told', () => {
    expect(dueQuestion(candidate({ lastAskedAt: null, wants }), june)).toMatchObject({
      occasion: 'summer',
      period: '2026',
    });
    const schedule = { ...emptySchedule(place), vacations: [{ from: '2026-08-03', returns: '2026-08-24' }] };
    expect(dueQuestion(candidate({ lastAskedAt: null, wants, schedule }), june)).toBeNull();
  });
});

describe('before a school break', () => {
  const wants = { monthly: false, holidays: true };
  const usual = emptySchedule(place);
  const ask = (schedule: Schedule, when: string) => {
    const breaks = schoolBreaksOf(place.department, undefined);
    const slot = dueQuestion(candidate({ lastAskedAt: null, wants, schedule, breaks }), new Date(when));
    return slot === null ? null : questionOf(slot);
  };

  it('the hours of it are asked for, unless time off in it is told', () => {
    expect(ask(usual, '2027-02-05T12:00:00Z')).toBe('school 2027-02-13');
    const away = (from: string, returns: string) => ({ ...usual, vacations: [{ from, returns }] });
    expect(ask(away('2027-02-22', '2027-02-27'), '2027-02-05T12:00:00Z')).toBeNull();
    expect(ask(away('2027-03-01', '2027-03-08'), '2027-02-05T12:00:00Z')).toBe('school 2027-02-13');
  });

  it('and those of the public holidays within it', () => {
    const away = { ...usual, vacations: [{ from: '2026-12-24', returns: '2026-12-31' }] };
    expect(ask(away, '2026-12-12T12:00:00Z')).toBe('school 2026-12-19');
    const told = { ...away, exceptions: [{ from: '2027-01-01', until: '2027-01-01', spans: [] }] };
    expect(ask(told, '2026-12-12T12:00:00Z')).toBeNull();
  });
});
