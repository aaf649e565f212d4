import { checkHtml } from '@halles/platform/theming';
import { call, cookieOf, type Matrix, openMatrix } from './portal-asking';
import { bodyOf, pathOf } from './portal-addresses';

/** Who sees the most of the forms of each page: who keeps a business, who wants one, and who is not signed in. */
const ACTORS = ['owner', 'claimant', 'nobody'] as const;

describe('every page of the portal', () => {
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await openMatrix();
  }, 60_000);
  afterAll(() => matrix.close());

  it.each(ACTORS)('is whole, and Enter in each of its forms does what the form is for: %s', async (actor) => {
    const { portal, ours } = matrix;
    let forms = 0;
    const wrong: string[] = [];
    for (const address of matrix.addresses.filter(({ method }) => method === 'GET')) {
      // What is claimed is a business that nobody keeps.
      const listing = address.fr.includes('/revendiquer/') ? ours.listing + 1 : ours.listing;
      const path = pathOf(address, 'fr', { ...ours, listingSlug: `x-${listing}` });
      const cookie = await cookieOf(portal, portal.world.here, ours.mark, actor, 'GET');
      const body = bodyOf(address.route, ours);
      const asked = { slug: ours.slug, method: 'GET', body, cookie: cookie ?? ours.browser };
      const first = await call(portal, { ...asked, path });
      const { location } = first.headers;
      const answer =
        first.status === 301 && location !== undefined
          ? await call(portal, { ...asked, path: location })
          : first;
      if (answer.status !== 200 || !answer.headers['content-type']?.includes('text/html')) continue;
      forms += answer.body.split('<form').length - 1;
      wrong.push(...checkHtml(answer.body, 'fr').map((error) => `${address.route}: ${error}`));
    }
    expect(wrong).toEqual([]);
    expect(forms).toBeGreaterThan(30);
  });
});
