import { performance } from 'node:perf_hooks';
import { bookingSlots, judgeBooking, type BookingQuestion } from '@halles/domain/agendas';
import { instantOf, scheduleOfTexts, wallTime } from '@halles/domain/hours';
import { stepFunctionOf } from '@halles/domain/place-days';
import { DAY, MINUTE } from '@halles/kernel';
import { median } from './measure';

/**
 * The times of 30 days that three resources with 200 bookings leave, in steps of a quarter of an hour, and the judgement of
 * one of them, beside the least that anybody could do: reading the clock of the place once for each start. Budget: 1 ms for
 * the 30 days.
 */
const ZONE = 'Europe/Paris';
const START = Date.UTC(2026, 9, 1);
const FIRST_DAY = wallTime(ZONE, START).day;
const ROUNDS = 7;
const place = { timeZone: ZONE, department: '26' };

const resources = ['anne', 'bruno', 'chloe'].map((id, which) => ({
  id,
  schedule: scheduleOfTexts(place, { appointment: which === 0 ? 'Tu-Sa 09:00-19:00' : 'Tu-Fr 10:00-18:00' }),
  capacity: 1,
  away: [],
  partyMax: null,
  taken: stepFunctionOf(
    0,
    Array.from({ length: 67 }, (_, index) => {
      const from = instantOf(ZONE, FIRST_DAY + (index % 30), 540 + 70 * Math.floor(index / 12) + 30 * which);
      return { from, until: from + 45 * MINUTE, by: 1 };
    }),
  ),
}));
const question: BookingQuestion = {
  schedule: scheduleOfTexts(place, { appointment: 'Tu-Sa 09:00-12:30,13:30-19:00; PH off' }),
  rules: {
    step: 15,
    notice: 120,
    horizon: 30,
    pauses: [{ from: START + 9 * DAY, until: START + 10 * DAY }],
  },
  services: [{ duration: 45, bufferBefore: 0, bufferAfter: 10, needs: [resources] }],
  party: 1,
  gauge: stepFunctionOf(
    6,
    Array.from({ length: 200 }, (_, index) => {
      const from = instantOf(ZONE, FIRST_DAY + (index % 30), 540 + 15 * (index % 36));
      return { from, until: from + 20 * MINUTE, by: -1 };
    }),
  ),
  now: START,
};

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
  const slots = millisecondsOf((now) => bookingSlots({ ...question, now }));
  const judged = millisecondsOf((now) =>
    judgeBooking({ ...question, now }, now - (now % (15 * MINUTE)) + 2 * DAY),
  );
  const raw = millisecondsOf(clockOnly);
  console.log(
    `round ${String(round)}: 30 days ${slots.toFixed(3)} ms (budget: 1 ms; ${(slots / raw).toFixed(2)} × reading the clock), one slot ${judged.toFixed(3)} ms`,
  );
}
