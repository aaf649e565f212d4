import { performance } from 'node:perf_hooks';
import {
  intervals,
  isOpen,
  nextChange,
  openSentence,
  parseOpeningHours,
  scheduleOfTexts,
} from '@halles/domain/hours';
import { DAY, MINUTE, required } from '@halles/kernel';
import { DateTime } from 'luxon';
import OpeningHours from 'opening_hours';
import { median, type Sample } from './measure';

/**
 * Our evaluator beside opening_hours.js and beside hours computed with luxon by hand, which knows no holiday. The library
 * reads the clock of the process: run with TZ=Europe/Paris for it to answer the same question (the cost does not depend
 * on it). Budget: ten times the library at least.
 */
const TEXT = 'Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:30-19:00; PH off';
const PLACE = { timeZone: 'Europe/Paris', department: '33' };
const BORDEAUX = { lat: 44.84, lon: -0.58, address: { country_code: 'fr', state: 'Nouvelle-Aquitaine' } };
const START = Date.UTC(2026, 10, 1);
const MONTH = 30 * DAY;
const ROUNDS = 5;

const schedule = scheduleOfTexts(PLACE, { shop: TEXT });
const library = new OpeningHours(TEXT, BORDEAUX, 0);
const WEEK: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((day) => [
      day,
      [
        [540, 750],
        [840, 1_140],
      ],
    ]),
  ),
  6: [[570, 1_140]],
};

function luxonIntervals(from: number, until: number): number {
  let count = 0;
  const end = DateTime.fromMillis(until, { zone: PLACE.timeZone });
  for (
    let day = DateTime.fromMillis(from, { zone: PLACE.timeZone }).startOf('day');
    day < end;
    day = day.plus({ days: 1 })
  )
    for (const [opens, closes] of WEEK[day.weekday] ?? []) {
      const start = day.set({ hour: Math.floor(opens / 60), minute: opens % 60 });
      const stop = day.set({ hour: Math.floor(closes / 60), minute: closes % 60 });
      if (stop.toMillis() > from && start.toMillis() < until) count += 1;
    }
  return count;
}

function luxonIsOpen(instant: number): boolean {
  const local = DateTime.fromMillis(instant, { zone: PLACE.timeZone });
  const minute = local.hour * 60 + local.minute;
  return (WEEK[local.weekday] ?? []).some(([opens, closes]) => minute >= opens && minute < closes);
}

/** Operations are far shorter than the clock's tick: they are timed by the batch. */
function rateOf(operation: (instant: number) => unknown): Sample {
  const times: number[] = [];
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < 300) {
    const before = performance.now();
    const batch = done === 0 ? 1 : 20;
    for (let index = 0; index < batch; index += 1, done += 1)
      operation(START + ((done * 7_919) % 43_200) * MINUTE);
    times.push((performance.now() - before) / batch);
  }
  times.sort((a, b) => a - b);
  return {
    rate: (done / (performance.now() - started)) * 1_000,
    p50: median(times),
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

function compareAll(title: string, contenders: Readonly<Record<string, (instant: number) => unknown>>): void {
  const rates = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [name, operation] of Object.entries(contenders)) {
      const { rate } = rateOf(operation);
      if (round > 0) rates.set(name, [...(rates.get(name) ?? []), rate]);
    }
  const base = median(required([...rates.values()][0], 'the first contender'));
  console.log(`\n${title}`);
  for (const [name, list] of rates) {
    const rate = median(list);
    const micros = (1_000_000 / rate).toFixed(2);
    console.log(
      `  ${name.padEnd(28)} ${rate.toFixed(0).padStart(10)} /s  ${micros.padStart(10)} µs  ${(rate / base).toFixed(1).padStart(8)} ×`,
    );
  }
}

compareAll('Open at an instant', {
  'opening_hours.js': (at) => library.getState(new Date(at)),
  'luxon, by hand': luxonIsOpen,
  isOpen: (at) => isOpen(schedule, 'shop', at),
});
compareAll('Next change', {
  'opening_hours.js': (at) => library.getNextChange(new Date(at)),
  nextChange: (at) => nextChange(schedule, 'shop', at),
});
compareAll('Intervals of 30 days', {
  'opening_hours.js': (at) => library.getOpenIntervals(new Date(at), new Date(at + MONTH)),
  'luxon, by hand': (at) => luxonIntervals(at, at + MONTH),
  intervals: (at) => intervals(schedule, 'shop', at, at + MONTH),
});
compareAll('From text to the first answer', {
  'opening_hours.js': (at) => new OpeningHours(TEXT, BORDEAUX, 0).getState(new Date(at)),
  'parseOpeningHours + isOpen': (at) => {
    const parsed = parseOpeningHours(TEXT, PLACE);
    return 'schedule' in parsed && isOpen(parsed.schedule, 'shop', at);
  },
});
compareAll('The sentence of a listing', {
  'opening_hours.js, next change': (at) => library.getNextChange(new Date(at)),
  openSentence: (at) => openSentence(schedule, at, 'fr'),
});
