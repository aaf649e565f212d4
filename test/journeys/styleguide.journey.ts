import { describePages } from './page-promises';
import { openPortalStage, TERRITORIES } from './portal-stage';
import { SEARCH_BOX } from './public-pages';

/** It has an address and a language only, and is there in development only. */
const STYLEGUIDES = TERRITORIES.map((slug) => ({
  name: 'style guide',
  slug,
  path: { fr: '/_styleguide', en: '/_styleguide' },
  says: { fr: 'Couleurs', en: 'Couleurs' },
  switchesTo: { fr: '/', en: '/en' },
  addedByScripts: SEARCH_BOX,
}));

describe('every component in every theme', () =>
  describePages(STYLEGUIDES, 'fr', 'one language', () => openPortalStage({ NODE_ENV: 'development' })));
