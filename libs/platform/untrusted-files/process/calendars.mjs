/** Reads when somebody is busy out of their calendar (RFC 5545), and nothing else of it. */
import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { Refusal } from './refusal.mjs';
import { instantIn, isKnownZone } from './zones.mjs';

/** Occurrences of repeated events that are looked at, from their first one on: a rule without an end has no last one. */
const MOST_STEPS = 100_000;
const MOST_TIMES = 20_000;
/** Separate times that are told, once those that touch are one. */
const MOST_MERGED = 2_000;
const DAY = 86_400_000;

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

/** What an event does not take place at although its rule says so. */
function exceptionsOf(event, overrides, reader) {
  const [instants, days] = [new Set(overrides), new Set()];
  for (const property of event.getAllProperties('exdate'))
    for (const value of property.getValues())
      if (value.isDate) days.add(dayOf(value));
      else instants.add(reader.instantOf(value, tzidOf(property)));
  return { instants, days };
}

/** Steps through a rule by the clock of the event; its end is compared as an instant. */
function repeat(rule, start, reader, budget, each) {
  const { until } = rule;
  const last = until && (until.isDate ? reader.instantOf(until, undefined) + DAY - 1 : null);
  const untilAt = until
    ? (last ?? reader.instantOf(until, until.zone === ICAL.Timezone.utcTimezone ? undefined : start.tzid))
    : Infinity;
  const open = rule.clone();
  open.until = null;
  const first = start.value.clone();
  if (!first.isDate) first.zone = ICAL.Timezone.localTimezone;
  const steps = open.iterator(first);
  for (let next = steps.next(); next; next = steps.next()) {
    budget.left -= 1;
    if (budget.left < 0) throw new Refusal('too-costly');
    const time = next.clone();
    if (start.isUtc) time.zone = ICAL.Timezone.utcTimezone;
    const from = reader.instantOf(time, start.tzid);
    if (from > untilAt || from >= reader.until) return;
    each(time, from);
  }
}

function readEvent(event, overrides, reader, budget) {
  const property = event.getFirstProperty('dtstart');
  const value = property?.getFirstValue();
  if (!value) return;
  const tzid = tzidOf(property);
  const isUtc = tzid === undefined && value.zone === ICAL.Timezone.utcTimezone;
  const start = { value, tzid, isUtc, instant: reader.instantOf(value, tzid) };
  const length = lengthOf(event, start, reader);
  const { instants, days } = exceptionsOf(event, overrides, reader);
  const seen = new Set();
  const each = (time, from) => {
    if (instants.has(from) || days.has(dayOf(time)) || seen.has(from)) return;
    seen.add(from);
    reader.take(from, endOf(time, from, length, reader));
  };
  const rules = event.getAllProperties('rrule').map((rule) => rule.getFirstValue());
  each(value, start.instant);
  for (const rule of rules) repeat(rule, start, reader, budget, each);
  for (const dates of event.getAllProperties('rdate'))
    for (const date of dates.getValues()) {
      const time = date.start ?? date;
      each(time, reader.instantOf(time, tzidOf(dates)));
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
    list.push(reader.instantOf(replaced.getFirstValue(), tzidOf(replaced)));
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
