import type { Config } from '@halles/platform/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { LetterPrinter } from './letter-printer';

/** Letters as PDF. Exports `LetterPrinter`. */
@Module({})
export class LettersModule {
  static forRoot({ root }: Pick<Config, 'root'>): DynamicModule {
    return {
      module: LettersModule,
      providers: [{ provide: LetterPrinter, useFactory: () => new LetterPrinter(root) }],
      exports: [LetterPrinter],
    };
  }
}
