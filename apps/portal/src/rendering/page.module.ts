import { CONFIG, type Config } from '@halles/platform/config';
import { ListingsModule } from '@halles/domain/listings';
import { ReadyAnswers } from '@halles/platform/http';
import { type Log, LOG } from '@halles/platform/observability';
import { LastGoodFolders } from '@halles/platform/tenancy';
import { ThemeRegistry } from '@halles/platform/theming';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CachedPages } from './cached-pages';
import { ContentVersions } from './content-versions';
import { DirectoryVersion } from './directory-version';
import { PageCache } from './page-cache';
import { PageRenderer } from './page-renderer';
import { PageInterceptor } from './page.interceptor';

/** Themes, rendering and the cache of pages: what every feature that shows a page needs. */
@Global()
@Module({
  imports: [ListingsModule],
  providers: [
    {
      provide: ThemeRegistry,
      inject: [CONFIG, LOG],
      useFactory: ({ root, home, nodeEnv }: Config, log: Log) =>
        new ThemeRegistry({
          root,
          lastGood: new LastGoodFolders({ root, home }),
          production: nodeEnv === 'production',
          watch: nodeEnv === 'development',
          onError: (slug, error) => log.error({ err: error, theme: slug }, 'a theme could not be built'),
        }),
    },
    { provide: PageCache, useFactory: () => new PageCache() },
    ContentVersions,
    DirectoryVersion,
    CachedPages,
    { provide: ReadyAnswers, useExisting: CachedPages },
    PageRenderer,
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
  ],
  exports: [ThemeRegistry, PageRenderer],
})
export class PageModule implements OnApplicationShutdown {
  constructor(private readonly themes: ThemeRegistry) {}

  onApplicationShutdown(): void {
    this.themes.close();
  }
}
