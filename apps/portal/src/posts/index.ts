export { presentShopPost } from './territory-posts.presenter';
export { PortalPostsModule } from './posts.module';
export type { ShopPostView } from './posts.view';
