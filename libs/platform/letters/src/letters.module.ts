import { type Config, CONFIG } from '@halles/platform/config';
import { Module } from '@nestjs/common';
import { LetterPrinter } from './letter-printer';

/** Letters as PDF. Exports `LetterPrinter`. */
@Module({
  providers: [
    {
      provide: LetterPrinter,
      inject: [CONFIG],
      useFactory: ({ root }: Config) => new LetterPrinter(root),
    },
  ],
  exports: [LetterPrinter],
})
export class LettersModule {}
