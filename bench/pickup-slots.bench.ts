import { performance } from 'node:perf_hooks';
import { instantOf, scheduleOfTexts, wallTime } from '@halles/domain/hours';
import { pickupSlots, refusalOf, type SlotQuestion, type SlotUsage } from '@halles/domain/pickup-slots';
import { DAY, MINUTE } from '@halles/kernel';
import { median } from './measure';

/**
 * The slots of 30 days, a quarter of an hour each, and the judgement of one of them, beside the least that anybody could
 * do: reading the clock of the place once for each start. Budget: 1 ms for the slots of 30 days.
 */
const ZONE = 'Europe/Paris';
const START = Date.UTC(2026, 9, 1);
const ROUNDS = 7;

const question: SlotQuestion = {
  schedule: scheduleOfTexts(
    { timeZone: ZONE, department: '26' },
    { pickup: 'Tu-Sa 07:00-13:00,15:00-19:30; Su 07:00-12:30; PH off' },
  ),
  mode: 'pickup',
  basket: { lines: 4, items: 9, cents: 3_120, noticeDays: 1 },
  now: START,
  rules: {
    length: 15,
    step: 15,
    last: 'ends-by-closing',
    capacity: { orders: 3, items: 40 },
    notice: 60,
    preparation: [{ minutes: 10 }, { fromCents: 2_000, minutes: 20 }],
    rush: 5,
    cutOff: { kind: 'daily', daysBefore: 1, minute: 18 * 60 },
    horizon: 30,
    pauses: [{ from: START + 9 * DAY, until: START + 11 * DAY }],
  },
};
const taken = new Map<number, SlotUsage>();
for (let index = 0; index < 400; index += 1)
  taken.set(instantOf(ZONE, 20_727 + (index % 30), 420 + 15 * (index % 24)), {
    orders: index % 4,
    items: index % 37,
    cents: 1_000,
  });

function millisecondsOf(operation: (now: number) => unknown): number {
  const times: number[] = [];
  for (let index = 0; index < 200; index += 1) {
    const before = performance.now();
    operation(START + index * 137 * MINUTE);
    times.push(performance.now() - before);
  }
  return median(times.sort((a, b) => a - b));
}

const clockOnly = (now: number): number => {
  let sum = 0;
  for (let index = 0; index < 30 * 96; index += 1) sum += wallTime(ZONE, now + index * 15 * MINUTE).minute;
  return sum;
};

for (let round = 1; round <= ROUNDS; round += 1) {
  const slots = millisecondsOf((now) => pickupSlots({ ...question, now }, taken));
  const judged = millisecondsOf((now) =>
    refusalOf({ ...question, now }, now + 2 * DAY, { orders: 1, items: 1, cents: 1 }),
  );
  const raw = millisecondsOf(clockOnly);
  console.log(
    `round ${String(round)}: 30 days ${slots.toFixed(3)} ms (${(slots / raw).toFixed(2)} × reading the clock), one slot ${judged.toFixed(3)} ms`,
  );
}
