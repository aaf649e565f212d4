import { MINUTE } from '@halles/kernel';
import { openPortalStage, type PortalStage, TERRITORIES } from './portal-stage';

jest.setTimeout(3 * MINUTE);

/** What the contents of pages begin with: the class of the first thing, and of what stands in it. */
const BEGINNINGS = [
  ['on-behalf', 'wrap on-behalf__inner'],
  ['preview-bar', 'wrap preview-bar__inner'],
  ['listing-head', 'wrap'],
  ['results-head', 'wrap'],
  ['page-head', 'wrap'],
  ['hero', 'wrap'],
  ['wrap page-body', ''],
  ['wrap posts-page', ''],
  ['wrap freshness', ''],
  ['status-page', 'wrap'],
] as const;

/** Puts each in the place of the contents, and measures how far its first line is from what hangs from the masthead. */
const distances = (beginnings: typeof BEGINNINGS): string => `(() => {
  const masthead = document.querySelector('.masthead');
  const main = document.querySelector('main');
  const hanging = getComputedStyle(masthead, '::after');
  const box = masthead.getBoundingClientRect();
  const edge = hanging.position === 'absolute' ? box.top + parseFloat(hanging.top) + parseFloat(hanging.height) : box.bottom;
  return ${JSON.stringify(beginnings)}.map(([outer, inner]) => {
    main.innerHTML = '<div class="' + outer + '"><div class="' + inner + '"><p>Les horaires</p></div></div>';
    return [outer, main.querySelector('p').getBoundingClientRect().top >= edge];
  });
})()`;

describe('the masthead of a territory', () => {
  let stage: PortalStage;
  beforeAll(async () => {
    stage = await openPortalStage();
  });
  afterAll(() => stage.close());

  it.each(TERRITORIES)('covers nothing of the page that begins below it in %s', async (slug) => {
    const { context, page } = await stage.visit(slug);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(stage.originOf(slug));
      const measured = await page.evaluate(distances(BEGINNINGS));
      expect([width, measured]).toEqual([width, BEGINNINGS.map(([outer]) => [outer, true])]);
    }
    await context.close();
  });
});
