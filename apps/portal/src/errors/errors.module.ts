import { ErrorPages } from '@halles/platform/http';
import { Module } from '@nestjs/common';
import { ThemedErrorPages } from './themed-error-pages';

@Module({ providers: [{ provide: ErrorPages, useClass: ThemedErrorPages }], exports: [ErrorPages] })
export class ErrorsModule {}
