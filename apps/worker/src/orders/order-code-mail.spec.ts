import { orderMails } from '@halles/domain/orders';
import { MailRenderer } from '@halles/platform/mail';
import { qrPath } from '@halles/platform/theming';
import { aTerritory } from '@halles/testing';

/** The dark modules of the table of a mail, as a page draws them. */
function modulesOf(html: string): string {
  const table = /<table[^>]*aria-label="QR[^>]*>(.*?)<\/table>/s.exec(html)?.[1] ?? '';
  return table
    .split(/<tr[^>]*>/)
    .slice(1)
    .flatMap((row, y) => {
      let x = 0;
      return [...row.matchAll(/colspan="(\d+)"[^>]*bgcolor="(black|white)"/g)].flatMap(
        ([, width, colour]) => {
          const from = x;
          x += Number(width);
          return colour === 'black'
            ? Array.from({ length: Number(width) }, (_, at) => `M${from + at} ${y}h1v1h-1z`)
            : [];
        },
      );
    })
    .join('');
}

describe('the mail of an order that is ready', () => {
  const renderer = new MailRenderer(process.cwd());
  const rendered = async (code: string): Promise<string> => {
    const { status } = orderMails;
    const model = { ...status.fixtures[0], notice: 'ready', code } as (typeof status.fixtures)[number];
    return (await renderer.render(aTerritory('valence'), status, model, 'fr', 'proven')).html;
  };

  it('has the code as a QR code too, which asks for no picture', async () => {
    const html = await rendered('402917');
    expect(modulesOf(html)).toBe(qrPath('402917').path);
    expect(html).not.toContain('<img');
  });

  it.each([
    ['fr', 'Elle a été remise sans code'],
    ['en', 'It was handed over without a code'],
  ] as const)(
    'once it is handed over says that it was without the code, and only then: %s',
    async (locale, words) => {
      const { status } = orderMails;
      const said = async (isUnproven: boolean): Promise<string> => {
        const model = { ...status.fixtures[0], notice: 'collected', reason: null, isKept: false, isUnproven };
        const mail = model as (typeof status.fixtures)[number];
        return (await renderer.render(aTerritory('valence'), status, mail, locale, 'proven')).text;
      };
      expect([(await said(true)).includes(words), (await said(false)).includes(words)]).toEqual([
        true,
        false,
      ]);
    },
  );

  it('has none where there is no code', async () => {
    expect(await rendered('')).not.toContain('QR');
  });
});
