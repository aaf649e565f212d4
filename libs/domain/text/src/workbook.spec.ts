import { readSheet } from 'read-excel-file/node';
import { workbook, type WorkbookCell } from './workbook';

async function bytesOf(...batches: readonly (readonly (readonly WorkbookCell[])[])[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  async function* source() {
    for (const batch of batches) yield await Promise.resolve(batch);
  }
  for await (const part of workbook('Ventes & <retours>', source())) parts.push(part);
  return Buffer.concat(parts);
}

describe('a workbook', () => {
  it('is read again to what was written, batch by batch: texts, numbers, money and days', async () => {
    const bytes = await bytesOf(
      [['Nom', 'Montant', 'Jour', 'Nombre']],
      [
        ['Pain <b>"de"</b> campagne & Cie', { cents: -1_234_567 }, { day: '2026-12-01' }, 3],
        ['blancs  \n  ligne', { cents: 5 }, null, 0],
      ],
    );
    expect(await readSheet(bytes)).toEqual([
      ['Nom', 'Montant', 'Jour', 'Nombre'],
      ['Pain <b>"de"</b> campagne & Cie', -12_345.67, new Date('2026-12-01T00:00:00Z'), 3],
      ['blancs  \n  ligne', 0.05, null, 0],
    ]);
  });

  it('has no formula, whatever a text begins with, and no sign that XML does not have', async () => {
    const texts = ['=1+1', '+cmd', '@a', '-2', '\u0000nul\u0001', '\uD800seul', 'a\r\nb'];
    const bytes = await bytesOf([texts]);
    expect(await readSheet(bytes)).toEqual([['=1+1', '+cmd', '@a', '-2', 'nul', 'seul', 'a\r\nb']]);
  });

  it('is the same bytes for the same content, and cuts what no program reads', async () => {
    expect((await bytesOf([['a']])).equals(await bytesOf([['a']]))).toBe(true);
    const [[text = ''] = []] = await readSheet(await bytesOf([['x'.repeat(40_000)]]));
    expect(String(text)).toHaveLength(32_767);
  });
});
