import { ORDER_PAGES } from './order-pages';
import { openOrderPages } from './order-pages-stage';
import { describePages } from './page-promises';

describe('every page of orders, in English', () =>
  describePages(ORDER_PAGES, 'en', 'both languages', openOrderPages));
