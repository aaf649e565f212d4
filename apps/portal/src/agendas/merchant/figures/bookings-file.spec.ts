import type { BookingRow } from '@halles/domain/agendas';
import type { PageScope } from '../../../rendering/page-scope';
import { bookingsCsv } from './bookings-file';

const row: BookingRow = {
  ...{
    id: '0193a7e2-0000-7000-8000-000000000001',
    reference: 'K7PM3XQD',
    state: 'excused',
    actor: 'customer',
  },
  ...{ service: '=HYPERLINK("x")', isSensitive: false, party: 2, source: 'online', resources: ['Léa'] },
  ...{ startsAt: new Date('2026-12-01T09:00:00Z'), endsAt: new Date('2026-12-01T09:30:00Z') },
  ...{ customer: '@Odile', guest: null, email: 'odile@example.org', phone: '+33612345678' },
  ...{ priceCents: 2_800, priceMaxCents: null },
};
const scope = {
  texts: { line: (key: string) => key },
  locale: 'fr',
  settings: { timeZone: 'Europe/Paris' },
} as unknown as PageScope;

async function fileOf(rows: readonly BookingRow[]): Promise<string[]> {
  async function* pages() {
    yield await Promise.resolve(rows);
  }
  const parts: string[] = [];
  for await (const part of bookingsCsv(pages(), scope)) parts.push(part);
  return parts.join('').split('\r\n');
}

describe('the file of bookings', () => {
  it('has a row for each, and no text that a program takes for a formula', async () => {
    const [head, line] = await fileOf([row]);
    expect(head).toMatch(/^\uFEFFagendaFigures\.columns\.day,/);
    expect(line).toContain('2026-12-01');
    expect(line).toContain(`"'=HYPERLINK(""x"")"`);
    expect(line).toContain(`'@Odile`);
    expect(line).toContain('agenda.actors.customer');
    expect(line).toContain('"28,00"');
  });

  it('says of a sensitive service neither what it is, nor whose', async () => {
    const [, line] = await fileOf([{ ...row, isSensitive: true, state: 'confirmed' }]);
    expect(line).toContain('calendar.sheet.appointment');
    expect(line).not.toMatch(/HYPERLINK|Odile|odile|12 34|28,00|actors/);
  });
});
