export { type ActChange, actChanges, type ActTexts, actWords } from './act-words';
export type { PageAct } from './page-act';
export { type PageActFilter, PageHistory } from './page-history.service';
export { PageHistoryModule } from './page-history.module';
