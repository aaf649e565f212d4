import { ListingsModule } from '@halles/domain/listings';
import { LOG, ReadyAnswers } from '@halles/platform/http';
import type { Log } from '@halles/platform/observability';
import { ThemeRegistry } from '@halles/platform/theming';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { KeptDirectory } from './kept-directory.service';
import { CachedPages } from './cached-pages';
import { PageCache } from './page-cache';
import { PageRenderer } from './page-renderer';
import { PageInterceptor } from './page.interceptor';
import { PageSender } from './page-sender';
import { type Config, PORTAL_CONFIG } from './portal-config';

/** Themes, rendering and the cache of pages: what every feature that shows a page needs. */
@Global()
@Module({})
export class PageModule implements OnApplicationShutdown {
  constructor(private readonly themes: ThemeRegistry) {}

  static forRoot(config: Config): DynamicModule {
    return {
      module: PageModule,
      imports: [ListingsModule],
      providers: [
        { provide: PORTAL_CONFIG, useValue: config },
        {
          provide: ThemeRegistry,
          inject: [LOG],
          useFactory: (log: Log) =>
            new ThemeRegistry({
              root: config.root,
              production: config.nodeEnv === 'production',
              watch: config.nodeEnv === 'development',
              onError: (slug, error) => log.error({ err: error, theme: slug }, 'a theme could not be built'),
            }),
        },
        { provide: PageCache, useFactory: () => new PageCache() },
        KeptDirectory,
        CachedPages,
        { provide: ReadyAnswers, useExisting: CachedPages },
        PageRenderer,
        PageSender,
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
      ],
      exports: [PORTAL_CONFIG, ThemeRegistry, KeptDirectory, PageRenderer, PageSender],
    };
  }

  onApplicationShutdown(): void {
    this.themes.close();
  }
}
