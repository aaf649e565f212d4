import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { FreeTimes } from '@halles/domain/agendas';
import { wallTime } from '@halles/domain/hours';
import { DAY, MINUTE, required } from '@halles/kernel';
import { derivePassword } from '@halles/platform/database';
import type { World } from '@halles/testing';
import { aBooking, agendasOf, type AgendasWorld, AT_TEN, BOOKED_AT } from '@halles/testing/agendas';
import pg from 'pg';
import { compare, describeLoad, measure, printComparison } from './measure';
import { withWorld } from './engines';
import { type BenchTime, rawBooking } from './raw-bookings';

/**
 * Appointments taken at once by many customers, beside the least that anybody could do: raw pg that locks the same day and writes
 * the same rows in one transaction. Budget: half of it. Then the times of a month that fifty who serve leave with two thousand
 * appointments, and those appointments one by one. Budgets: 50 ms and 250 ms.
 */
const CLIENTS = 16;
const ROUND = 400;
const SALONS = 40;
/** Half-hours of an afternoon, Tuesday to Saturday. */
const TIMES_A_DAY = 10;
const AT_TWO = AT_TEN + 4 * 60 * MINUTE;
const MONTH = { staff: 50, bookings: 2_000 };

const dayAfter = (days: number): number => AT_TWO + (Math.floor(days / 5) * 7 + (days % 5)) * DAY;

/** Times that nobody has: each of another salon than the one before. */
function timesOf(salons: readonly Omit<BenchTime, 'startsAt'>[]): () => BenchTime {
  let turn = 0;
  return () => {
    const salon = required(salons[turn % salons.length], 'a salon');
    const nth = Math.floor(turn / salons.length);
    turn += 1;
    const startsAt = dayAfter(Math.floor(nth / TIMES_A_DAY)) + (nth % TIMES_A_DAY) * 30 * MINUTE;
    return { ...salon, startsAt };
  };
}

async function openSalons(agendas: AgendasWorld): Promise<Omit<BenchTime, 'startsAt'>[]> {
  const salons = [];
  for (let at = 0; at < SALONS; at += 1) {
    const { id, service, staff } = await agendas.aSalon({ settings: { horizon: 365 } });
    salons.push({ listing: id, service, staff: required(staff[0], 'somebody') });
  }
  return salons;
}

const someone = () => ({ email: `odile-${randomUUID()}@habitante.example` });

async function placing(world: World, agendas: AgendasWorld): Promise<void> {
  const { role, schema } = world.here.tenant;
  const address = world.installation.addresses.get('main');
  const pool = new pg.Pool({
    host: address?.host,
    port: address?.port,
    database: address?.database,
    user: role,
    password: derivePassword(world.config.masterKey, role),
    options: `-c search_path=${schema}`,
    max: CLIENTS,
  });
  const book = rawBooking(pool);
  const [rawNext, next] = [timesOf(await openSalons(agendas)), timesOf(await openSalons(agendas))];
  const place = () => {
    const { listing, service, startsAt } = next();
    return agendas.placing.place(world.here, listing, aBooking(service, { startsAt, ...someone() }), 'fr');
  };
  const results = await compare({
    'raw pg, a locked transaction': () => measure(CLIENTS, ROUND, () => book(rawNext())),
    'an appointment taken': () => measure(CLIENTS, ROUND, place),
    'the same, one client': () => measure(1, ROUND, place),
  });
  printComparison('An appointment, 16 customers (budget: 50 % of the transaction)', results);
  await pool.end();
}

async function month(world: World, agendas: AgendasWorld): Promise<void> {
  const { staff, bookings } = MONTH;
  const salon = await agendas.aSalon({ staff, settings: { horizon: 365 } });
  for (let from = 0; from < bookings; from += CLIENTS)
    await Promise.all(
      Array.from({ length: Math.min(CLIENTS, bookings - from) }, (_, at) => {
        const nth = Math.floor((from + at) / staff);
        const startsAt = dayAfter(Math.floor(nth / TIMES_A_DAY)) + (nth % TIMES_A_DAY) * 30 * MINUTE;
        return agendas.place(salon, { startsAt, ...someone() });
      }),
    );
  const first = wallTime(world.here.tenant.settings.timeZone, BOOKED_AT.getTime()).day;
  const days = { first, last: first + 29 };
  const times = agendas.services.get(FreeTimes);
  const within = { from: BOOKED_AT.getTime(), until: BOOKED_AT.getTime() + 30 * DAY };
  const results = await compare({
    'the free times of 30 days': () =>
      measure(1, ROUND, () => times.ofService(world.here, salon.id, salon.service, { party: 1 }, days)),
    'the bookings of 30 days': () =>
      measure(1, ROUND, () => agendas.handling.list(world.here, salon.id, within, bookings)),
  });
  printComparison(
    `A month of ${staff} who serve and ${bookings.toLocaleString('en-GB')} appointments (budgets: 50 ms, 250 ms)`,
    results,
  );
}

await withWorld({ env: { POOL_MAX_PER_TENANT: String(CLIENTS) } }, async (world) => {
  console.log(describeLoad());
  const agendas = await agendasOf(world);
  await placing(world, agendas);
  await month(world, agendas);
  console.log(describeLoad());
});
