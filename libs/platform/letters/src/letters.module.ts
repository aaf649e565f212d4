import { type Config, CONFIG } from '@halles/platform/config';
import { LastGoodFolders } from '@halles/platform/tenancy';
import { Module } from '@nestjs/common';
import { LetterPrinter } from './letter-printer';

/** Letters as PDF. Exports `LetterPrinter`. */
@Module({
  providers: [
    {
      provide: LetterPrinter,
      inject: [CONFIG],
      useFactory: (config: Config) => new LetterPrinter(config.root, new LastGoodFolders(config)),
    },
  ],
  exports: [LetterPrinter],
})
export class LettersModule {}
