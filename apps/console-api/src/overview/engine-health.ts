import type { EngineHealth } from '@halles/contracts';
import type { Bilingual, Locale } from '@halles/kernel';
import type { OutboxFigures } from './overview.repository';

/** What a probe found: the version and how long it took, or that nothing answered. */
export type Finding = { readonly version: string | null; readonly latencyMs: number } | null;

const NOTES = {
  databaseDown: {
    fr: 'La base de données ne répond pas : les portails sont arrêtés.',
    en: 'The database does not answer: the portals are down.',
  },
  redisDown: {
    fr: 'Redis ne répond pas : les portails restent ouverts, les envois attendent.',
    en: 'Redis does not answer: the portals stay open, deliveries wait.',
  },
  queueWaits: {
    fr: 'Sans Redis, rien ne quitte la boîte d’envoi.',
    en: 'Without Redis nothing leaves the outbox.',
  },
  queueUnknown: { fr: 'La boîte d’envoi ne peut pas être lue.', en: 'The outbox cannot be read.' },
  queueLate: {
    fr: 'Des envois attendent depuis plus de deux minutes. Le worker tourne-t-il ?',
    en: 'Deliveries have waited for more than two minutes. Is the worker running?',
  },
  queueDead: {
    fr: 'Des envois ont été abandonnés. La commande « halles outbox list » dit lesquels et pourquoi.',
    en: 'Deliveries were given up. The command “halles outbox list” says which and why.',
  },
  mailDown: {
    fr: 'Le serveur de courrier ne répond pas : les messages sont gardés et partiront plus tard.',
    en: 'The mail server does not answer: messages are kept and leave later.',
  },
  none: { fr: '', en: '' },
} satisfies Record<string, Bilingual>;

/** A row of the outbox that is due leaves within a second; two minutes mean that nobody takes it. */
const LATE_SECONDS = 120;

/** What the operator reads of the engines. Pure. */
export function presentEngines(
  found: {
    readonly postgres: Finding;
    readonly redis: Finding;
    readonly mail: Finding;
    readonly outbox: OutboxFigures | null;
  },
  locale: Locale,
): EngineHealth[] {
  const engine = (
    name: EngineHealth['name'],
    finding: Finding,
    down: EngineHealth['state'],
    note: Bilingual,
  ): EngineHealth => ({
    name,
    state: finding ? 'up' : down,
    version: finding?.version ?? null,
    latencyMs: finding?.latencyMs ?? null,
    note: finding ? '' : note[locale],
  });
  return [
    engine('postgres', found.postgres, 'down', NOTES.databaseDown),
    engine('redis', found.redis, 'down', NOTES.redisDown),
    {
      name: 'queue',
      version: null,
      latencyMs: null,
      ...queueState(found.outbox, found.redis !== null, locale),
    },
    engine('mail', found.mail, 'down', NOTES.mailDown),
  ];
}

function queueState(
  outbox: OutboxFigures | null,
  redisUp: boolean,
  locale: Locale,
): Pick<EngineHealth, 'state' | 'note'> {
  if (!outbox) return { state: 'down', note: NOTES.queueUnknown[locale] };
  if (!redisUp) return { state: 'down', note: NOTES.queueWaits[locale] };
  if (outbox.dead > 0) return { state: 'degraded', note: NOTES.queueDead[locale] };
  if ((outbox.oldestPendingSeconds ?? 0) > LATE_SECONDS)
    return { state: 'degraded', note: NOTES.queueLate[locale] };
  return { state: 'up', note: NOTES.none[locale] };
}
