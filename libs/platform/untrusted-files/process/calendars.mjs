/** Reads when somebody is busy out of their calendar (RFC 5545), and nothing else of it. */
import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { Refusal } from './refusal.mjs';
import { instantIn, isKnownZone } from './zones.mjs';

/** Occurrences of repeated events that are looked at: a rule without an end has no last one. */
const MOST_STEPS = 100_000;
const MOST_TIMES = 20_000;
/** Separate times that are told, once those that touch are one. */
const MOST_MERGED = 2_000;
const DAY = 86_400_000;
/** No clock is farther from that of UTC. */
const FARTHEST_CLOCK = 2 * DAY;
/** Days of a month that every month has. */
const DAYS_OF_EVERY_MONTH = 28;

/** Where the times of one calendar are read: the zones that it brings, and that of the place for what names none. */
class Reader {
  constructor({ timeZone, from, until }, calendar) {
    this.timeZone = timeZone;
    this.from = from;
    this.until = until;
    this.zones = new Map(
      calendar.getAllSubcomponents('vtimezone').map((zone) => {
        const read = new ICAL.Timezone(zone);
        return [read.tzid, read];
      }),
    );
    this.unknown = new Set();
    this.times = [];
  }

  /** ms since 1970 of a time of a property. */
  instantOf(time, tzid) {
    const { year, month, day, hour, minute, second } = time;
    const wall = [year, month - 1, day, hour, minute, second];
    if (time.zone === ICAL.Timezone.utcTimezone && tzid === undefined) return Date.UTC(...wall);
    if (tzid === undefined || time.isDate) return instantIn(this.timeZone, wall);
    // Names that everybody knows are read by what everybody knows of them, whatever the file says.
    const name = tzid.replace(/^\/[^/]+\/[^/]+\/(?=\w+\/)/, '');
    if (isKnownZone(name)) return instantIn(name, wall);
    const own = this.zones.get(tzid);
    if (own) {
      const local = time.clone();
      return Date.UTC(...wall) - own.utcOffset(local) * 1_000;
    }
    this.unknown.add(tzid);
    return instantIn(this.timeZone, wall);
  }

  /**
   * Whether what a clock shows is so long before the window that no time zone brings it back into it: most of an old calendar is,
   * and is left aside without asking for its instant.
   * @param after ms for which it lasts
   */
  isLongOver({ year, month, day, hour, minute, second }, after = 0) {
    return Date.UTC(year, month - 1, day, hour, minute, second) + after + FARTHEST_CLOCK < this.from;
  }

  take(from, until) {
    if (until <= this.from || from >= this.until || until <= from) return;
    this.times.push([Math.max(from, this.from), Math.min(until, this.until)]);
    if (this.times.length > MOST_TIMES) throw new Refusal('too-costly');
  }
}

const tzidOf = (property) => property?.getParameter('tzid');
const textOf = (component, name) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase();
const isBusy = (event) =>
  textOf(event, 'status') !== 'CANCELLED' && textOf(event, 'transp') !== 'TRANSPARENT';
const dayOf = ({ year, month, day }) => `${year}-${month}-${day}`;

/** How long an event takes: days where it is of whole days, ms otherwise. */
function lengthOf(event, start, reader) {
  const end = event.getFirstProperty('dtend');
  const value = end?.getFirstValue();
  if (value) {
    if (start.value.isDate) return { days: value.subtractDate(start.value).toSeconds() / 86_400 };
    return { ms: reader.instantOf(value, tzidOf(end)) - start.instant };
  }
  const duration = event.getFirstPropertyValue('duration');
  const seconds = duration ? duration.toSeconds() : 0;
  if (!start.value.isDate) return { ms: seconds * 1_000 };
  return { days: duration ? Math.ceil(seconds / 86_400) : 1 };
}

/** The end of an occurrence that begins at a time: of whole days the midnight after the last one, by the clock. */
function endOf(start, from, length, reader) {
  if (length.ms !== undefined) return from + length.ms;
  const last = start.clone();
  last.adjust(length.days, 0, 0, 0);
  return reader.instantOf(last, undefined);
}

/** For how long an event lasts at most, by the clock, ms. */
function longestOf({ days, ms }) {
  return days === undefined ? Math.max(0, ms) : (days + 1) * DAY;
}

/** What an event does not take place at although its rule says so. */
function exceptionsOf(event, overrides, longest, reader) {
  const [instants, days] = [new Set(), new Set()];
  for (const { value, tzid } of overrides)
    if (!reader.isLongOver(value, longest)) instants.add(reader.instantOf(value, tzid));
  for (const property of event.getAllProperties('exdate'))
    for (const value of property.getValues()) {
      if (reader.isLongOver(value, longest)) continue;
      if (value.isDate) days.add(dayOf(value));
      else instants.add(reader.instantOf(value, tzidOf(property)));
    }
  return { instants, days };
}

/**
 * How far a rule may be begun later with the same occurrences from there on: so many days or months, of which any number may be
 * left out. What a rule counts depends on all that there was before: nothing of it may be.
 */
function periodOf({ freq, interval, count }, { day }) {
  if (count) return null;
  switch (freq) {
    case 'SECONDLY':
    case 'MINUTELY':
    case 'HOURLY':
    case 'DAILY':
      return { days: interval };
    case 'WEEKLY':
      return { days: 7 * interval };
    // A month that has no such day would begin it at another one: leap years come back each fourth year.
    case 'MONTHLY':
      return { months: day > DAYS_OF_EVERY_MONTH ? 48 * interval : interval };
    case 'YEARLY':
      return { months: day > DAYS_OF_EVERY_MONTH ? 48 * interval : 12 * interval };
    default:
      return null;
  }
}

/** Where a rule is begun: at the event, or as many periods later as are over long before the window. */
function beginningOf(rule, first, longest, reader) {
  const period = periodOf(rule, first);
  if (period === null) return first;
  const gap = reader.from - FARTHEST_CLOCK - longest - Date.UTC(first.year, first.month - 1, first.day);
  const begun = first.clone();
  if (period.days !== undefined) {
    const periods = Math.floor(gap / (period.days * DAY)) - 1;
    if (periods <= 0) return first;
    begun.adjust(periods * period.days, 0, 0, 0);
    return begun;
  }
  // No month is longer.
  const periods = Math.floor(gap / (period.months * 31 * DAY)) - 1;
  if (periods <= 0) return first;
  const months = begun.month - 1 + periods * period.months;
  begun.year += Math.floor(months / 12);
  begun.month = (months % 12) + 1;
  return begun;
}

/** Steps through a rule by the clock of the event; its end is compared as an instant. */
function repeat(rule, start, longest, reader, budget, each) {
  const { until } = rule;
  if (until && reader.isLongOver(until, longest + DAY)) return;
  const last = until && (until.isDate ? reader.instantOf(until, undefined) + DAY - 1 : null);
  const untilAt = until
    ? (last ?? reader.instantOf(until, until.zone === ICAL.Timezone.utcTimezone ? undefined : start.tzid))
    : Infinity;
  const open = rule.clone();
  open.until = null;
  const first = start.value.clone();
  if (!first.isDate) first.zone = ICAL.Timezone.localTimezone;
  const steps = open.iterator(beginningOf(open, first, longest, reader));
  for (let next = steps.next(); next; next = steps.next()) {
    budget.left -= 1;
    if (budget.left < 0) throw new Refusal('too-costly');
    if (reader.isLongOver(next, longest)) continue;
    const time = next.clone();
    if (start.isUtc) time.zone = ICAL.Timezone.utcTimezone;
    const from = reader.instantOf(time, start.tzid);
    if (from > untilAt || from >= reader.until) return;
    each(time, from);
  }
}

/** Whether an event that takes place once is over long before the window. */
function isLongOver(event, value, reader) {
  if (['rrule', 'rdate'].some((name) => event.getFirstProperty(name) !== null)) return false;
  const end = event.getFirstPropertyValue('dtend');
  const duration = event.getFirstPropertyValue('duration');
  const ms = duration ? duration.toSeconds() * 1_000 : DAY;
  return reader.isLongOver(end ?? value, end ? 0 : ms) && reader.isLongOver(value);
}

function readEvent(event, overrides, reader, budget) {
  const property = event.getFirstProperty('dtstart');
  const value = property?.getFirstValue();
  if (!value || isLongOver(event, value, reader)) return;
  const tzid = tzidOf(property);
  const isUtc = tzid === undefined && value.zone === ICAL.Timezone.utcTimezone;
  const start = { value, tzid, isUtc, instant: reader.instantOf(value, tzid) };
  const length = lengthOf(event, start, reader);
  const longest = longestOf(length);
  const { instants, days } = exceptionsOf(event, overrides, longest, reader);
  const seen = new Set();
  const each = (time, from) => {
    if (instants.has(from) || days.has(dayOf(time)) || seen.has(from)) return;
    seen.add(from);
    reader.take(from, endOf(time, from, length, reader));
  };
  const rules = event.getAllProperties('rrule').map((rule) => rule.getFirstValue());
  each(value, start.instant);
  for (const rule of rules) repeat(rule, start, longest, reader, budget, each);
  for (const dates of event.getAllProperties('rdate'))
    for (const date of dates.getValues()) {
      const time = date.start ?? date;
      if (!reader.isLongOver(time, longest)) each(time, reader.instantOf(time, tzidOf(dates)));
    }
}

/** The events of a calendar, each with the occurrences that have an event of their own. */
function readEvents(calendar, reader, budget) {
  const overrides = new Map();
  const events = calendar.getAllSubcomponents('vevent');
  for (const event of events) {
    const replaced = event.getFirstProperty('recurrence-id');
    if (!replaced) continue;
    const uid = textOf(event, 'uid');
    const list = overrides.get(uid) ?? [];
    list.push({ value: replaced.getFirstValue(), tzid: tzidOf(replaced) });
    overrides.set(uid, list);
  }
  for (const event of events)
    if (isBusy(event)) {
      const isOne = event.getFirstProperty('recurrence-id') !== null;
      readEvent(event, isOne ? [] : (overrides.get(textOf(event, 'uid')) ?? []), reader, budget);
    }
}

/** What says when somebody is busy and no more. */
function readFreeBusy(calendar, reader) {
  for (const part of calendar.getAllSubcomponents('vfreebusy'))
    for (const property of part.getAllProperties('freebusy')) {
      if (String(property.getParameter('fbtype') ?? 'BUSY').toUpperCase() === 'FREE') continue;
      for (const period of property.getValues())
        if (!reader.isLongOver(period.getEnd()))
          reader.take(reader.instantOf(period.start), reader.instantOf(period.getEnd()));
    }
}

/** Times that touch are one. */
function merged(times) {
  const joined = [];
  for (const [from, until] of times.toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else joined.push([from, until]);
  }
  if (joined.length > MOST_MERGED) throw new Refusal('too-costly');
  return joined;
}

/** @returns the times within the window, in order, and how many zones nobody knows */
export async function readCalendar({ input, timeZone, from, until }) {
  const text = (await readFile(input, 'utf8')).replace(/^\uFEFF?\s*/, '');
  if (!/^BEGIN:VCALENDAR\s/i.test(text)) throw new Refusal('unreadable');
  ICAL.design.strict = false;
  const parsed = ICAL.parse(text);
  const all = Array.isArray(parsed[0]) ? parsed : [parsed];
  const budget = { left: MOST_STEPS };
  const times = [];
  let unknownZones = 0;
  for (const one of all) {
    const calendar = new ICAL.Component(one);
    const reader = new Reader({ timeZone, from, until }, calendar);
    readEvents(calendar, reader, budget);
    readFreeBusy(calendar, reader);
    times.push(...reader.times);
    unknownZones += reader.unknown.size;
  }
  return { times: merged(times), unknownZones };
}
