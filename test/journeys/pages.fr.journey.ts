import { describePages } from './page-promises';
import { PUBLIC_PAGES } from './public-pages';

describe('every public page, in French', () => describePages(PUBLIC_PAGES, 'fr', 'both languages'));
