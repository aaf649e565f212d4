import type { Tenant } from '@halles/platform/tenancy';
import { listTenantFolders } from '@halles/platform/theming';
import sharp from 'sharp';
import { themes } from '../../testing/page-scopes';
import { SharePictures } from './share-picture.service';

const words = {
  name: 'Établissements Vandenbroucke-Delattre et fils, boulangerie de père en fils',
  about: 'Boulangerie, 12 bis rue Sainte-Catherine, Bordeaux',
  portal: 'Les Halles de Bordeaux',
};
const tenant = { id: 'a' } as Tenant;

const inkOf = async (picture: Buffer): Promise<number> => {
  const { data } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.reduce((count, grey) => count + (grey < 100 ? 1 : 0), 0);
};

describe('the picture that others show of a business', () => {
  const pictures = new SharePictures();

  it.each(listTenantFolders(process.cwd()))('%s has one of its own, with words in it', async (slug) => {
    const theme = themes.forTenant({ slug });
    const picture = await pictures.draw(tenant, theme, words);
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
    const empty = await pictures.draw(tenant, theme, { ...words, name: '' });
    expect(await inkOf(picture)).toBeGreaterThan((await inkOf(empty)) + 5_000);
  });

  it('are different in each territory', async () => {
    const drawn = await Promise.all(
      listTenantFolders(process.cwd()).map((slug) =>
        pictures.draw(tenant, themes.forTenant({ slug }), words),
      ),
    );
    expect(new Set(drawn.map((picture) => picture.toString('base64'))).size).toBe(5);
  });

  it.each([
    'a'.repeat(5_000),
    '🥖🥐 🧀',
    '\u202Ecodb\u0000<svg onload="x">',
    'مخبز',
    ' \n\t ',
    '\uD800',
    `${'mot '.repeat(60)}`,
  ])('is drawn whatever the name: %s', async (name) => {
    const picture = await pictures.draw(tenant, themes.forTenant({ slug: 'bordeaux' }), { ...words, name });
    expect((await sharp(picture).metadata()).width).toBe(1200);
  });
});
