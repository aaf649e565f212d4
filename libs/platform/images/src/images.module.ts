import { join } from 'node:path';
import type { Config } from '@halles/platform/config';
import { partialFolder } from '@halles/platform/storage';
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ImagePipeline } from './image-pipeline';

/** The script of the decoding process, below the application's folder. */
export const imageScript = (root: string): string =>
  join(root, 'libs', 'platform', 'images', 'process', 'image-process.mjs');

/** Pictures out of what people send. Exports `ImagePipeline`. */
@Global()
@Module({})
export class ImagesModule implements OnApplicationShutdown {
  constructor(@Inject(ImagePipeline) private readonly pipeline: ImagePipeline) {}

  static forRoot(config: Config): DynamicModule {
    return {
      module: ImagesModule,
      providers: [
        {
          provide: ImagePipeline,
          useFactory: () =>
            new ImagePipeline({ folder: partialFolder(config.home), script: imageScript(config.root) }),
        },
      ],
      exports: [ImagePipeline],
    };
  }

  onApplicationShutdown(): void {
    this.pipeline.close();
  }
}
