import { describePages } from './page-promises';
import { PUBLIC_PAGES } from './public-pages';

describe('every public page, in English', () => describePages(PUBLIC_PAGES, 'en', 'both languages'));
