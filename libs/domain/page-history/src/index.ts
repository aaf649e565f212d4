export { PAGE_ACTS, type PageAct, type PageActName } from './page-act';
export { type PageActFilter, PageHistory } from './page-history.service';
export { PageHistoryModule } from './page-history.module';
