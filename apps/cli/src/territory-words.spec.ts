import { folderLines } from './territory-words';

const nothing = { opened: [], changed: [], wrong: [], unopened: [], dropped: [], strays: [] };

const bilingual = (en: string) => ({ fr: 'en français', en });

describe('what a start says of the folders of territories', () => {
  it('says nothing where there is nothing to say', () => expect(folderLines(nothing)).toEqual([]));

  it('says what is wrong, where, and that the territory goes on', () => {
    const errors = [
      { file: 'tenants/metz/tenant.json', line: 12, key: 'title.fr', expected: bilingual('a text') },
      { file: 'tenants/metz/theme/assets/og.png', key: '', expected: bilingual('this file') },
    ];
    expect(folderLines({ ...nothing, wrong: [{ slug: 'metz', errors }] })).toEqual([
      expect.stringMatching(/^✖ metz: .*goes on as it was/),
      '    tenants/metz/tenant.json:12, title.fr: a text',
      '    tenants/metz/theme/assets/og.png: this file',
      expect.stringContaining('run "halles migrate"'),
    ]);
  });

  it('names the command that opens what is not open, and what was dropped', () => {
    const at = new Date('2026-11-27T10:00:00Z');
    const lines = folderLines({
      ...nothing,
      unopened: [
        { slug: 'aubenas', errors: [] },
        {
          slug: 'moitie',
          errors: [{ file: 'tenants/moitie/tenant.json', key: '', expected: bilingual('JSON') }],
        },
      ],
      dropped: [{ slug: 'valence', title: 'Les Halles de Valence', at }],
      strays: [
        { file: 'tenants/Metz', key: '', expected: bilingual('as the name of a folder, lower-case letters') },
      ],
    });
    expect(lines).toEqual([
      expect.stringMatching(/tenants\/aubenas is not open.*halles tenant create aubenas$/),
      expect.stringMatching(/tenants\/moitie is not open, and cannot be opened before/),
      '    tenants/moitie/tenant.json: JSON',
      expect.stringMatching(/Les Halles de Valence was dropped on 2026-11-27.*halles tenant create valence$/),
      '⚠ tenants/Metz is no folder of a territory. Expected: as the name of a folder, lower-case letters.',
    ]);
  });
});
