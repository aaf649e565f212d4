export type { HomeBody } from './home.view';
export { PagesModule } from './pages.module';
