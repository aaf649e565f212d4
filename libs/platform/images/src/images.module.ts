import { join } from 'node:path';
import { type Config, CONFIG } from '@halles/platform/config';
import { partialFolder } from '@halles/platform/storage';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ImagePipeline } from './image-pipeline';

/** The script of the decoding process, below the application's folder. */
export const imageScript = (root: string): string =>
  join(root, 'libs', 'platform', 'images', 'process', 'image-process.mjs');

/** Pictures out of what people send. Exports `ImagePipeline`. */
@Global()
@Module({
  providers: [
    {
      provide: ImagePipeline,
      inject: [CONFIG],
      useFactory: ({ home, root }: Config) =>
        new ImagePipeline({ folder: partialFolder(home), script: imageScript(root) }),
    },
  ],
  exports: [ImagePipeline],
})
export class ImagesModule implements OnApplicationShutdown {
  constructor(private readonly pipeline: ImagePipeline) {}

  onApplicationShutdown(): void {
    this.pipeline.close();
  }
}
