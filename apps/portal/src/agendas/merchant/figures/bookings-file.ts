import { type BookingRow, referenceWords } from '@halles/domain/agendas';
import { isoOfDay, timeWords, wallTime } from '@halles/domain/hours';
import { csvRow } from '@halles/domain/text';
import { phoneWords } from '@halles/kernel';
import type { PageScope } from '../../../rendering/page-scope';

const COLUMNS = [
  ...(['day', 'from', 'until', 'reference', 'state', 'cancelledBy', 'service', 'party', 'with'] as const),
  ...(['customer', 'guest', 'phone', 'email', 'price', 'priceMax', 'source'] as const),
] as const;

type Scope = Pick<PageScope, 'texts' | 'locale' | 'settings'>;

/** What spreadsheets read UTF-8 by. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A booking as a row; of a sensitive service it says neither what it is nor of whom: a file goes around. Pure. */
function cellsOf(row: BookingRow, { texts, locale, settings }: Scope): (string | number | null)[] {
  const { state, actor, startsAt, endsAt, isSensitive, phone } = row;
  const from = wallTime(settings.timeZone, startsAt.getTime());
  const until = wallTime(settings.timeZone, endsAt.getTime());
  const isCancelled = state === 'excused' || state === 'revoked';
  const money = (cents: number | null): string | null => {
    const amount = cents === null ? null : (cents / 100).toFixed(2);
    return locale === 'fr' ? (amount?.replace('.', ',') ?? null) : amount;
  };
  return [
    isoOfDay(from.day),
    timeWords(from.minute, locale),
    timeWords(until.minute, locale),
    referenceWords(row.reference),
    texts.line(`agenda.states.${state}`),
    isCancelled ? texts.line(`agenda.actors.${actor}`) : null,
    isSensitive ? texts.line('calendar.sheet.appointment') : row.service,
    row.party,
    row.resources.join(', '),
    ...(isSensitive
      ? [null, null, null, null]
      : [row.customer, row.guest, phone === null ? null : phoneWords(phone), row.email]),
    ...(isSensitive ? [null, null] : [money(row.priceCents), money(row.priceMaxCents)]),
    texts.line(`agenda.sources.${row.source}`),
  ];
}

/** The bookings of a period as a file for spreadsheets (RFC 4180), in which no text is taken for a formula. */
export async function* bookingsCsv(
  pages: AsyncIterable<readonly BookingRow[]>,
  scope: Scope,
): AsyncGenerator<string> {
  yield (
    BYTE_ORDER_MARK + csvRow(COLUMNS.map((column) => scope.texts.line(`agendaFigures.columns.${column}`)))
  );
  for await (const rows of pages) yield rows.map((row) => csvRow(cellsOf(row, scope))).join('');
}
